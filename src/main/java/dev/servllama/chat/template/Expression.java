package dev.servllama.chat.template;

/** A part of a template that has a value. Immutable. */
@FunctionalInterface
interface Expression {
  /** The value for the variables of the scope. */
  Value evaluate(Scope scope);
}
