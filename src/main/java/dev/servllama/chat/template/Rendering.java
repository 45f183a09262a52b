package dev.servllama.chat.template;

import java.time.Clock;

/** One rendering in progress: what it has used of its limits, and the time it reads. */
final class Rendering {
  /** What an element of a list takes, in characters: a reference and a small value. */
  private static final int ELEMENT = 16;

  private final Limits limits;
  private final Clock clock;
  private long stepsLeft;
  private long charactersLeft;
  private int depth;

  Rendering(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.stepsLeft = limits.steps();
    this.charactersLeft = limits.characters();
  }

  Clock clock() {
    return clock;
  }

  void step() {
    if (--stepsLeft < 0) {
      throw tooManySteps();
    }
  }

  /** Accounts for work that grows with its input: {@code units} are characters or elements. */
  void work(long units) {
    stepsLeft -= units >> 6;
    if (stepsLeft < 0) {
      throw tooManySteps();
    }
  }

  /** Accounts for going through values of that weight. */
  void walk(long weight) {
    stepsLeft -= weight;
    if (stepsLeft < 0) {
      throw tooManySteps();
    }
  }

  /** Accounts for a search of {@code needle} characters in {@code haystack} at its worst. */
  void search(int haystack, int needle) {
    work((long) haystack * Math.max(1, needle));
  }

  /** Accounts for text that is about to be made. */
  void allocate(long characters) {
    charactersLeft -= characters;
    if (characters < 0 || charactersLeft < 0) {
      throw TemplateException.limit(
          "the template produces more than " + limits.characters() + " characters");
    }
  }

  /** Accounts for a list of so many elements that is about to be made. */
  void allocateElements(long elements) {
    allocate(elements * ELEMENT);
    work(elements);
  }

  /** Accounts for so many texts that are about to be cut out of one of {@code length}. */
  void allocateParts(long parts, int length) {
    allocateElements(parts * 3);
    allocate(length);
  }

  /** Enters a macro or a recursive loop whose body nests so deep. */
  void enter(int height) {
    depth += height + 2;
    if (depth > limits.depth()) {
      throw TemplateException.limit("the template's macros or loops recurse too deeply");
    }
  }

  void leave(int height) {
    depth -= height + 2;
  }

  private TemplateException tooManySteps() {
    return TemplateException.limit("the template takes more than " + limits.steps() + " steps");
  }
}
