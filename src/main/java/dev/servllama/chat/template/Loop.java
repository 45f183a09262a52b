package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code {% for target in iterable if condition recursive %}body{% else %}otherwise{% endfor %}}.
 *
 * @param condition which elements to go through; null for all
 * @param height how deep the body nests
 */
record Loop(
    Target target,
    Expression iterable,
    Expression condition,
    boolean recursive,
    Body body,
    Body otherwise,
    int height)
    implements Statement {
  @Override
  public Flow execute(Scope scope, TextBuilder out) {
    run(iterable.evaluate(scope), scope, out, 0);
    return Flow.NEXT;
  }

  /** Goes through the elements; {@code depth} is 0 for the loop itself and grows by recursion. */
  void run(Value elements, Scope scope, TextBuilder out, int depth) {
    List<Value> items = select(Coercion.toList(elements, scope.rendering()), scope);
    if (items.isEmpty()) {
      otherwise.execute(scope.child(), out);
      return;
    }
    LoopValue loop = new LoopValue(this, scope, items, depth);
    for (int i = 0; i < items.size(); i++) {
      scope.rendering().step();
      loop.moveTo(i);
      Scope round = scope.child();
      round.set("loop", loop);
      target.assign(items.get(i), round);
      if (body.execute(round, out) == Flow.BREAK) {
        return;
      }
    }
  }

  private List<Value> select(List<Value> items, Scope scope) {
    if (condition == null) {
      return items;
    }
    List<Value> selected = new ArrayList<>();
    for (Value item : items) {
      scope.rendering().allocateElements(1);
      scope.rendering().step();
      Scope trial = scope.child();
      target.assign(item, trial);
      if (condition.evaluate(trial).truthy()) {
        selected.add(item);
      }
    }
    return selected;
  }
}
