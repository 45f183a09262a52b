package dev.servllama.chat.schema;

/**
 * Bounded repetition. llama.cpp expands {@code x{m,n}} into n copies when it reads a grammar, so
 * that long ones are written as repetitions of blocks.
 */
final class Repetition {
  private static final int BLOCK = 100;

  private final Grammar grammar;

  Repetition(Grammar grammar) {
    this.grammar = grammar;
  }

  /** The item from min to max times; max may be {@link Regex#UNBOUNDED}. The item is one symbol. */
  String of(String item, int min, int max) {
    String required = exactly(item, min);
    String optional = max == Regex.UNBOUNDED ? item + "*" : upTo(item, max - min);
    return (required + " " + optional).trim();
  }

  private String exactly(String item, int count) {
    if (count <= BLOCK) {
      return counted(item, count, count);
    }
    String blocks = exactly(block(item), count / BLOCK);
    return (blocks + " " + exactly(item, count % BLOCK)).trim();
  }

  private String upTo(String item, int count) {
    if (count <= 2 * BLOCK) {
      return counted(item, 0, count);
    }
    int full = count / BLOCK;
    String block = block(item);
    String fewer = counted(block, 0, full - 1) + " " + counted(item, 0, BLOCK - 1);
    String last = exactly(block, full) + " " + counted(item, 0, count % BLOCK);
    return "(" + fewer + " | " + last.trim() + ")";
  }

  private String block(String item) {
    return grammar.shared(item + "-block", item + "{" + BLOCK + "}");
  }

  private static String counted(String item, int min, int max) {
    if (max == 0) {
      return "";
    }
    if (min == max) {
      return min == 1 ? item : item + "{" + min + "}";
    }
    return min == 0 && max == 1 ? item + "?" : item + "{" + min + "," + max + "}";
  }
}
