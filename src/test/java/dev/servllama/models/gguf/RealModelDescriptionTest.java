package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RealModel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealModelDescriptionTest {
  @Test
  void describesTheDefaultModel() {
    GgufModel model = Gguf.read(RealModel.file());

    assertEquals("llama", model.architecture());
    assertEquals("Smollm2 135M 8k Lc100K Mix1 Ep2", model.name());
    assertEquals(98_362_432, model.sizeBytes());
    assertEquals(8192, model.contextLength());
    assertEquals(576, model.embeddingLength());
    assertEquals(30, model.blockCount());
    assertEquals(9, model.headCount());
    assertEquals(Collections.nCopies(30, 3), model.headCountKv());
    assertEquals(64, model.keyLength());
    assertEquals(64, model.valueLength());
    assertEquals(134_515_008, model.parameterCount());
    assertEquals("Q4_1", model.quantization());
    assertEquals(30 * 3 * (64 + 64) * 2, model.kvBytesPerToken());
    assertTrue(model.chatTemplate().orElseThrow().contains("<|im_start|>"));
  }

  @Test
  void describesItsTokenizer() {
    GgufTokenizer tokenizer = Gguf.read(RealModel.file()).tokenizer();

    assertEquals("gpt2", tokenizer.model());
    assertEquals(Optional.of("smollm"), tokenizer.pre());
    assertEquals(49152, tokenizer.tokens().size());
    assertEquals(List.of("<|endoftext|>", "<|im_start|>"), tokenizer.tokens().subList(0, 2));
    assertEquals(TokenType.CONTROL, tokenizer.types().get(1));
    assertEquals(TokenType.NORMAL, tokenizer.types().get(1000));
    assertEquals(Optional.of("<|im_start|>"), tokenizer.token(tokenizer.bos()));
    assertEquals(Optional.of("<|im_end|>"), tokenizer.token(tokenizer.eos()));
    assertEquals(Optional.of(false), tokenizer.addBos());
    assertEquals(Optional.of(false), tokenizer.addSpacePrefix());
  }
}
