package dev.servllama.chat.template;

/** A function of the language, or a method together with the value it belongs to. */
record BuiltinFunction(String name, Body body) implements FunctionValue {
  @Override
  public Value call(Arguments arguments, Rendering rendering) {
    return body.call(arguments, rendering);
  }

  @Override
  public String typeName() {
    return "function";
  }
}
