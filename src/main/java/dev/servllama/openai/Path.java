package dev.servllama.openai;

/** Where a value stands in a request; written out only when it is needed for a message. */
record Path(Path parent, String name, int index) {
  static final Path ROOT = new Path(null, "", -1);

  Path child(String field) {
    return new Path(this, field, -1);
  }

  Path item(int position) {
    return new Path(this, null, position);
  }

  /** The path in OpenAI's notation: {@code messages[0].content}. */
  @Override
  public String toString() {
    if (parent == null) {
      return name;
    }
    String before = parent.toString();
    if (name == null) {
      return before + "[" + index + "]";
    }
    return before.isEmpty() ? name : before + "." + name;
  }
}
