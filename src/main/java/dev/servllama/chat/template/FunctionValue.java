package dev.servllama.chat.template;

/** A value that can be called. */
sealed interface FunctionValue extends Value permits BuiltinFunction, MacroValue, LoopValue {
  /** Calls the function. */
  Value call(Arguments arguments, Rendering rendering);

  @Override
  default boolean truthy() {
    return true;
  }

  /** What a built-in function does. */
  @FunctionalInterface
  interface Body {
    Value call(Arguments arguments, Rendering rendering);
  }

  static FunctionValue plain(String name, Body body) {
    return new BuiltinFunction(name, body);
  }
}
