package dev.servllama.chat.template;

/** Python's None. */
enum NoneValue implements Value {
  NONE;

  @Override
  public boolean truthy() {
    return false;
  }

  @Override
  public String typeName() {
    return "NoneType";
  }
}
