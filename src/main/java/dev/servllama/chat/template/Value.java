package dev.servllama.chat.template;

/**
 * A value within a template. The set is closed: nothing of Java can be reached through it. {@code
 * equals} and {@code hashCode} are those of Python, so that values serve as keys of a dict as they
 * are. All but iterators, namespaces, cyclers, joiners and loops are immutable.
 */
sealed interface Value
    permits NoneValue,
        NumberValue,
        Text,
        SequenceValue,
        DictValue,
        DictView,
        IteratorValue,
        UndefinedValue,
        NamespaceValue,
        FunctionValue,
        CyclerValue {

  /** Whether Python would take the value for true. */
  boolean truthy();

  /** The name of the value's type as Python's messages have it. */
  String typeName();

  /** How much there is to this value with all that it holds. */
  default Extent extent() {
    return Extent.LEAF;
  }

  /** The attribute of that name, or undefined. */
  default Value attribute(String name) {
    return UndefinedValue.attribute(this, name);
  }
}
