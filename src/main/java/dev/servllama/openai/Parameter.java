package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What becomes of one field at the top of a request.
 *
 * @param name the field's name
 * @param effect what becomes of it
 * @param type the type that its value must have
 * @param accepted for {@link Effect#UNSUPPORTED} and {@link Effect#DEFAULT_ONLY}: the values that
 *     ask for nothing special and are therefore taken
 * @param note why it has no effect or is refused, and what to use instead; empty if it has effect
 */
public record Parameter(
    String name, Effect effect, JsonType type, List<JsonNode> accepted, String note) {

  /** What a field of a request can come to. */
  public enum Effect {
    /** It changes the answer as the reference says. */
    EFFECTIVE,
    /** It is taken and has nothing to do with the answer. */
    NO_EFFECT,
    /** It is taken with its default value; others get a 400 with {@code unsupported_value}. */
    DEFAULT_ONLY,
    /** It gets a 400 with {@code unsupported_parameter}, unless its value asks for nothing. */
    UNSUPPORTED
  }

  /**
   * Makes the list immutable.
   *
   * @param name the field's name
   * @param effect what becomes of it
   * @param type the type that its value must have
   * @param accepted the values that are taken
   * @param note why
   */
  public Parameter {
    accepted = List.copyOf(accepted);
  }

  /** Refuses a value that cannot take effect. What is read elsewhere is checked there. */
  void check(Value value) {
    if (effect == Effect.EFFECTIVE) {
      return;
    }
    if (!type.admits(value.node())) {
      throw value.typeError(type.phrase());
    }
    if (effect == Effect.NO_EFFECT || accepted.stream().anyMatch(a -> same(a, value.node()))) {
      return;
    }
    throw effect == Effect.UNSUPPORTED
        ? Refusal.unsupported(value.path(), note)
        : Refusal.unsupportedValue(value.path(), value.node().toString(), note);
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber() ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }
}
