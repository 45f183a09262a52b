package dev.servllama.chat.template;

/** A method of Python's {@code str}. */
@FunctionalInterface
interface TextMethod {
  Value call(Text self, Arguments arguments, Rendering rendering);
}
