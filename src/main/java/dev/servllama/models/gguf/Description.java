package dev.servllama.models.gguf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link GgufModel} of the metadata. */
final class Description {
  private static final String TEMPLATE = "tokenizer.chat_template";
  private static final int MAX_NAMED_TEMPLATES = 16;

  private final GgufInput in;
  private final Metadata metadata;

  Description(GgufInput in, Metadata metadata) {
    this.in = in;
    this.metadata = metadata;
  }

  GgufModel of(List<Path> parts, long parameterCount, long sizeBytes) {
    Architecture architecture = new Architecture(in, metadata);
    int embedding = architecture.embeddingLength();
    int blocks = architecture.blockCount();
    int heads = architecture.headCounts(blocks).stream().filter(n -> n > 0).findFirst().orElse(0);
    int headLength = heads == 0 ? 0 : embedding / heads;
    return new GgufModel(
        parts,
        sizeBytes,
        name(),
        architecture.name(),
        architecture.contextLength(),
        embedding,
        blocks,
        heads,
        architecture.headCountsKv(blocks),
        architecture.keyLength(headLength),
        architecture.valueLength(headLength),
        parameterCount,
        quantization(),
        metadata.string(TEMPLATE),
        namedTemplates(),
        TokenizerReader.read(in, metadata));
  }

  private String name() {
    String fileName = in.file().getFileName().toString();
    return metadata
        .string("general.name")
        .filter(name -> !name.isBlank())
        .orElse(fileName.replaceFirst("\\.gguf$", ""));
  }

  private String quantization() {
    return metadata
        .integer("general.file_type", 0, Integer.MAX_VALUE)
        .map(Quantization::label)
        .orElse("unknown");
  }

  private Map<String, String> namedTemplates() {
    String prefix = TEMPLATE + ".";
    List<String> keys = new ArrayList<>();
    for (String key : metadata.keys()) {
      if (key.startsWith(prefix)) {
        keys.add(key);
      }
    }
    if (keys.size() > MAX_NAMED_TEMPLATES) {
      throw in.faultAt(0, prefix + "*", "are " + keys.size() + " templates, too many to be meant");
    }
    Map<String, String> templates = new HashMap<>();
    for (String key : keys) {
      templates.put(key.substring(prefix.length()), metadata.requiredString(key));
    }
    return templates;
  }
}
