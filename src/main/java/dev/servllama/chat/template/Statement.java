package dev.servllama.chat.template;

/** A part of a template that writes text or changes variables. Immutable. */
@FunctionalInterface
interface Statement {
  /** Where a rendering goes on after a statement. */
  enum Flow {
    /** With the next statement. */
    NEXT,
    /** After the innermost loop. */
    BREAK,
    /** With the next round of the innermost loop. */
    CONTINUE
  }

  /** Executes the statement in the scope and writes to {@code out}. */
  Flow execute(Scope scope, TextBuilder out);
}
