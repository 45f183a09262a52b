package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A vector as it is written. */
public sealed interface EmbeddingVector {

  /**
   * The vector in a form.
   *
   * @param numbers its numbers
   */
  static EmbeddingVector of(float[] numbers, EmbeddingRequest.Form form) {
    return switch (form) {
      case FLOAT -> new Numbers(numbers);
      case BASE64 -> Base64Text.of(numbers);
    };
  }

  /**
   * An array of numbers.
   *
   * @param numbers they belong to this object
   */
  record Numbers(@JsonValue float[] numbers) implements EmbeddingVector {}

  /**
   * A base64 text.
   *
   * @param text of the numbers, 32 bits each, the lowest byte first
   */
  record Base64Text(@JsonValue String text) implements EmbeddingVector {

    private static Base64Text of(float[] numbers) {
      ByteBuffer bytes =
          ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(numbers);
      return new Base64Text(Base64.getEncoder().encodeToString(bytes.array()));
    }
  }
}
