package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.math.BigDecimal;

/**
 * A value in the schema and where it stands.
 *
 * @param value as it was sent
 * @param place the path from the request's root
 */
record Keyword(JsonNode value, String place) {
  private static final int MAX_DIGITS = 40;

  Keyword child(String name) {
    return new Keyword(value.get(name), place + "." + name);
  }

  Keyword child(int index) {
    return new Keyword(value.get(index), place + "[" + index + "]");
  }

  InvalidRequestException refusal(String why) {
    return InvalidRequestException.of(place, place + " " + why);
  }

  /** The value as a count of characters or items. */
  int length() {
    BigDecimal number = decimal();
    if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
      throw refusal("must be a whole number that is not negative.");
    }
    if (number.compareTo(BigDecimal.valueOf(SchemaLimits.MAX_LENGTH)) > 0) {
      throw refusal("is beyond the greatest length supported, " + SchemaLimits.MAX_LENGTH + ".");
    }
    return number.intValue();
  }

  /** The value as a number of bounded length, so that no exponent can make it expand. */
  BigDecimal decimal() {
    if (!value.isNumber()) {
      throw refusal("must be a number.");
    }
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      throw refusal("is beyond the numbers supported.");
    }
    BigDecimal number = value.decimalValue().stripTrailingZeros();
    if (number.scale() > MAX_DIGITS || number.precision() - number.scale() > MAX_DIGITS) {
      throw refusal("has more than " + MAX_DIGITS + " digits.");
    }
    return number;
  }

  String text() {
    if (!value.isTextual()) {
      throw refusal("must be a string.");
    }
    return value.asText();
  }

  Keyword array() {
    if (!value.isArray()) {
      throw refusal("must be an array.");
    }
    return this;
  }

  Keyword object() {
    if (!value.isObject()) {
      throw refusal("must be an object.");
    }
    return this;
  }
}
