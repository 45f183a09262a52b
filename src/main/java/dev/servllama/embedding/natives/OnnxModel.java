package dev.servllama.embedding.natives;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A model run by ONNX Runtime, with a tokenizer of Hugging Face's library. */
public final class OnnxModel implements NativeModel {
  private static final TokenizersLibrary TOKENIZERS = TokenizersLibrary.LIB;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String output;
  private final boolean pooled;
  private final long tokenizer;

  private OnnxModel(OrtSession session, long tokenizer) throws OrtException {
    this.session = session;
    this.tokenizer = tokenizer;
    Collection<NodeInfo> outputs = session.getOutputInfo().values();
    NodeInfo chosen =
        outputs.stream()
            .filter(node -> rank(node) == 3)
            .findFirst()
            .orElseGet(() -> outputs.iterator().next());
    output = chosen.getName();
    pooled = rank(chosen) == 2;
  }

  private static int rank(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor ? tensor.getShape().length : 0;
  }

  static OnnxModel open(Map<String, String> options) {
    try (OrtSession.SessionOptions how = new OrtSession.SessionOptions()) {
      how.setIntraOpNumThreads(Integer.parseInt(options.get(THREADS)));
      how.setInterOpNumThreads(1);
      // Waiting threads that spin would take the processor from the chat model.
      how.addConfigEntry("session.intra_op.allow_spinning", "0");
      how.addConfigEntry("session.inter_op.allow_spinning", "0");
      chooseDevice(how, options.get(DEVICE));
      long tokenizer = TOKENIZERS.createTokenizerFromString(options.get(TOKENIZER));
      TOKENIZERS.disablePadding(tokenizer);
      TOKENIZERS.disableTruncation(tokenizer);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(options.get(MODEL), how);
      return new OnnxModel(session, tokenizer);
    } catch (OrtException | RuntimeException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }

  private static void chooseDevice(OrtSession.SessionOptions how, String device)
      throws OrtException {
    switch (device) {
      case "cuda" -> {
        require(OrtProvider.CUDA, device);
        how.addCUDA(0);
      }
      case "mps" -> {
        require(OrtProvider.CORE_ML, device);
        how.addCoreML();
      }
      default -> {
        // The CPU is always there.
      }
    }
  }

  private static void require(OrtProvider provider, String device) {
    Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
    if (!available.contains(provider)) {
      throw new IllegalStateException(
          "the device '%s' is not there: this ONNX Runtime has %s only"
              .formatted(device, available));
    }
  }

  @Override
  public long[] encode(String text) {
    long encoding = TOKENIZERS.encode(tokenizer, text, true);
    try {
      return TOKENIZERS.getTokenIds(encoding);
    } finally {
      TOKENIZERS.deleteEncoding(encoding);
    }
  }

  @Override
  public float[] run(long[] ids, long[] mask, int texts) {
    long[] shape = {texts, ids.length / texts};
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> ids;
              case "attention_mask" -> mask;
              default -> new long[ids.length];
            };
        inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage());
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public boolean pooled() {
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage());
    } finally {
      TOKENIZERS.deleteTokenizer(tokenizer);
    }
  }
}
