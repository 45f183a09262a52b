package dev.servllama.chat.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Takes a value for what an operation needs, or fails as Python would. */
final class Coercion {
  private Coercion() {}

  /** A position or count, clipped to the range of an int. */
  static int toInt(Value value) {
    return new IntValue(toBigInteger(value)).clipped();
  }

  static BigInteger toBigInteger(Value value) {
    if (value instanceof NumberValue number && number.integral()) {
      return number.toBigInteger();
    }
    throw failure(value, "'" + value.typeName() + "' object cannot be interpreted as an integer");
  }

  static NumberValue toNumber(Value value) {
    if (value instanceof NumberValue number) {
      return number;
    }
    throw failure(value, "must be a number, not '" + value.typeName() + "'");
  }

  static Text toText(Value value) {
    if (value instanceof Text text) {
      return text;
    }
    throw failure(value, "must be str, not " + value.typeName());
  }

  /** All elements of an iterable; a text's are its characters, a dict's are its keys. */
  static List<Value> toList(Value value, Rendering rendering) {
    if (value instanceof SequenceValue sequence) {
      return sequence.items();
    }
    if (value instanceof DictValue dict) {
      rendering.allocateElements(dict.entries().size());
      return List.copyOf(dict.entries().keySet());
    }
    if (value instanceof DictView view) {
      return view.items();
    }
    if (value instanceof Text text) {
      return characters(text, rendering);
    }
    if (value instanceof IteratorValue iterator) {
      List<Value> rest = iterator.drain();
      rendering.allocateElements(rest.size());
      return rest;
    }
    if (value instanceof UndefinedValue) {
      return List.of();
    }
    throw failure(value, "'" + value.typeName() + "' object is not iterable");
  }

  private static List<Value> characters(Text text, Rendering rendering) {
    rendering.allocateParts(text.length(), text.length());
    List<Value> characters = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); ) {
      int next = i + Character.charCount(text.chars().codePointAt(i));
      characters.add(text.slice(i, next).asMarkup(false));
      i = next;
    }
    return characters;
  }

  /** The number of elements, as Python's {@code len} counts them. */
  static int length(Value value, Rendering rendering) {
    if (value instanceof Text text) {
      rendering.work(text.length());
      return text.chars().codePointCount(0, text.length());
    }
    if (value instanceof DictValue dict) {
      return dict.entries().size();
    }
    if (value instanceof NamespaceValue || value instanceof IteratorValue) {
      throw failure(value, "object of type '" + value.typeName() + "' has no len()");
    }
    if (value instanceof SequenceValue
        || value instanceof DictView
        || value instanceof UndefinedValue) {
      return toList(value, rendering).size();
    }
    throw failure(value, "object of type '" + value.typeName() + "' has no len()");
  }

  static boolean iterable(Value value) {
    return value instanceof SequenceValue
        || value instanceof DictValue
        || value instanceof DictView
        || value instanceof Text
        || value instanceof IteratorValue
        || value instanceof UndefinedValue;
  }

  /** The failure of an operation on a value; undefined ones fail in their own words. */
  static TemplateException failure(Value value, String message) {
    return value instanceof UndefinedValue undefined
        ? undefined.failure()
        : TemplateException.failed(message);
  }
}
