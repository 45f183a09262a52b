package dev.servllama.chat.template;

import java.util.List;

/** What a value can be assigned to. */
sealed interface Target {
  void assign(Value value, Scope scope);

  /** A variable. */
  record Variable(String name) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      scope.set(name, value);
    }
  }

  /** An attribute of a namespace. */
  record Attribute(String owner, String name) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      if (!(scope.get(owner) instanceof NamespaceValue namespace)) {
        throw TemplateException.failed("cannot assign attribute on non-namespace object");
      }
      namespace.set(name, value);
    }
  }

  /** As many targets as the value has elements. */
  record Unpacked(List<Target> targets) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      if (value instanceof UndefinedValue undefined) {
        throw undefined.failure();
      }
      List<Value> items = Coercion.toList(value, scope.rendering());
      if (items.size() != targets.size()) {
        String problem = items.size() < targets.size() ? "not enough" : "too many";
        throw TemplateException.failed(
            problem
                + " values to unpack (expected "
                + targets.size()
                + ", got "
                + items.size()
                + ")");
      }
      for (int i = 0; i < items.size(); i++) {
        targets.get(i).assign(items.get(i), scope);
      }
    }
  }
}
