package dev.servllama.chat.template;

/** What {@code value | name(arguments)} does. */
@FunctionalInterface
interface Filter {
  Value apply(Value value, Arguments arguments, Rendering rendering);
}
