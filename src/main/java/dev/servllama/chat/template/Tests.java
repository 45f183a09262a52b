package dev.servllama.chat.template;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The tests of jinja2: {@code value is name(arguments)}. */
final class Tests {
  /** What a test asks of a value. */
  @FunctionalInterface
  interface Test {
    boolean holds(Value value, Arguments arguments, Rendering rendering);
  }

  private static final Map<String, Test> TESTS = tests();

  private Tests() {}

  static boolean exists(String name) {
    return TESTS.containsKey(name);
  }

  static boolean test(String name, Value value, Arguments arguments, Rendering rendering) {
    rendering.step();
    Test test = TESTS.get(name);
    if (test == null) {
      throw TemplateException.failed("No test named '" + name + "'.");
    }
    return test.holds(value, arguments, rendering);
  }

  private static Map<String, Test> tests() {
    Map<String, Test> tests = new HashMap<>();
    addKinds(tests);
    addParities(tests);
    tests.put("defined", (v, args, r) -> !(v instanceof UndefinedValue));
    tests.put("undefined", (v, args, r) -> v instanceof UndefinedValue);
    tests.put("lower", (v, args, r) -> TextClassMethods.isLower(Repr.str(v, r).chars()));
    tests.put("upper", (v, args, r) -> TextClassMethods.isUpper(Repr.str(v, r).chars()));
    tests.put("escaped", (v, args, r) -> v instanceof Text text && text.markup());
    tests.put("filter", (v, args, r) -> v instanceof Text t && Filters.exists(t.chars()));
    tests.put("test", (v, args, r) -> v instanceof Text t && exists(t.chars()));
    tests.replaceAll(Tests::bare);
    addComparisons(tests);
    return Map.copyOf(tests);
  }

  /** A test that takes no arguments. */
  private static Test bare(String name, Test test) {
    return (v, args, r) -> {
      args.bind(name, 0);
      return test.holds(v, args, r);
    };
  }

  private static void addKinds(Map<String, Test> tests) {
    tests.put("none", (v, args, r) -> v == NoneValue.NONE);
    tests.put("boolean", (v, args, r) -> v instanceof BoolValue);
    tests.put("true", (v, args, r) -> v instanceof BoolValue bool && bool.value());
    tests.put("false", (v, args, r) -> v instanceof BoolValue bool && !bool.value());
    tests.put("integer", (v, args, r) -> v instanceof IntValue);
    tests.put("float", (v, args, r) -> v instanceof FloatValue);
    tests.put("number", (v, args, r) -> v instanceof NumberValue);
    tests.put("string", (v, args, r) -> v instanceof Text);
    tests.put("mapping", (v, args, r) -> v instanceof DictValue);
    tests.put("iterable", (v, args, r) -> Coercion.iterable(v));
    tests.put(
        "callable", (v, args, r) -> v instanceof FunctionValue || v instanceof UndefinedValue);
    tests.put(
        "sequence",
        (v, args, r) ->
            v instanceof SequenceValue
                || v instanceof DictValue
                || v instanceof Text
                || v instanceof UndefinedValue);
  }

  private static void addParities(Map<String, Test> tests) {
    IntValue two = IntValue.of(2);
    IntValue zero = IntValue.of(0);
    IntValue one = IntValue.of(1);
    tests.put("even", (v, args, r) -> Arithmetic.apply("%", v, two, r).equals(zero));
    tests.put("odd", (v, args, r) -> Arithmetic.apply("%", v, two, r).equals(one));
  }

  private static Value argument(String test, String parameter, Arguments args) {
    return args.bind(test, 1, parameter).get(0);
  }

  private static void addComparisons(Map<String, Test> tests) {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      Test test = (v, args, r) -> operator.holds(v, argument(operator.symbol(), "other", args), r);
      operator.testNames().forEach(name -> tests.put(name, test));
    }
    tests.put(
        "divisibleby",
        (v, args, r) ->
            Arithmetic.apply("%", v, argument("divisibleby", "num", args), r)
                .equals(IntValue.of(0)));
    tests.put("in", (v, args, r) -> Ordering.contains(argument("in", "seq", args), v, r));
    tests.put("sameas", (v, args, r) -> same(v, argument("sameas", "other", args)));
  }

  private static boolean same(Value left, Value right) {
    boolean small =
        left instanceof IntValue a
            && right instanceof IntValue b
            && a.equals(b)
            && a.value().compareTo(BigInteger.valueOf(256)) <= 0;
    boolean sameBool =
        left instanceof BoolValue && right instanceof BoolValue && left.equals(right);
    boolean sameText = left instanceof Text && right instanceof Text && left.equals(right);
    return left == right || small || sameBool || sameText;
  }
}
