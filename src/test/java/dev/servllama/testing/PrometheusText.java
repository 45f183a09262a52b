package dev.servllama.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus's text format 0.0.4 strictly: what breaks its rules or conventions throws. */
public final class PrometheusText {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z][a-z0-9_]*)(\\{(?:[a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\",?)+})? (\\S+)");
  private static final Pattern BOUND = Pattern.compile(",?le=\"([^\"]+)\"");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  private PrometheusText(String text) {
    check(text.endsWith("\n"), "the end");
    text.lines().forEach(this::line);
    check(types.keySet().equals(helps.keySet()), "HELP and TYPE of the same");
    types.forEach((name, type) -> check(!type.equals("histogram") || histogram(name), name));
  }

  /**
   * @throws AssertionError if the text is wrong
   */
  public static PrometheusText parse(String text) {
    return new PrometheusText(text);
  }

  /** The sum of all samples whose name and labels begin so. */
  public double sum(String prefix) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The type of a family; null if there is no such family. */
  public String type(String family) {
    return types.get(family);
  }

  /** All samples, by name and labels as they are written. */
  public Map<String, Double> samples() {
    return samples;
  }

  private void line(String line) {
    if (line.startsWith("# ")) {
      String[] words = line.split(" ", 4);
      Map<String, String> kind = words[1].equals("TYPE") ? types : helps;
      check(words[1].matches("TYPE|HELP") && words.length == 4, line);
      check(kind.put(words[2], words[3]) == null, line + " stands twice");
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    check(sample.matches(), line);
    String family = family(sample.group(1));
    check(types.containsKey(family), line + " has no type");
    check(
        types.get(family).equals("counter") == sample.group(1).endsWith("_total"),
        line + " is a counter, or is not, by its name");
    String key = sample.group(1) + (sample.group(2) == null ? "" : sample.group(2));
    String value = sample.group(3).replace("+Inf", "Infinity");
    check(samples.put(key, Double.valueOf(value)) == null, line + " stands twice");
  }

  private String family(String name) {
    String base = name.replaceFirst("_(bucket|sum|count)$", "");
    return "histogram".equals(types.get(base)) ? base : name;
  }

  /** Whether buckets grow, and the last has as many as are counted. */
  private boolean histogram(String name) {
    Map<String, List<Double>> buckets = new HashMap<>();
    Map<String, Double> bounds = new HashMap<>();
    samples.forEach(
        (key, value) -> {
          Matcher bound = BOUND.matcher(key);
          if (key.startsWith(name + "_bucket") && bound.find()) {
            double le = Double.parseDouble(bound.group(1).replace("+Inf", "Infinity"));
            String labels = bound.replaceAll("").substring((name + "_bucket").length());
            check(le > bounds.getOrDefault(labels, -1.0), key + " is out of order");
            bounds.put(labels, le);
            buckets.computeIfAbsent(labels, each -> new ArrayList<>()).add(value);
          }
        });
    check(!buckets.isEmpty(), name + " has no buckets");
    buckets.forEach(
        (labels, counts) -> {
          check(counts.equals(counts.stream().sorted().toList()), name + labels + " shrinks");
          String bare = labels.equals("{}") ? "" : labels;
          Double count = samples.get(name + "_count" + bare);
          check(counts.get(counts.size() - 1).equals(count), name + labels + " and its count");
          check(bounds.get(labels).isInfinite(), name + labels + " has no +Inf");
          check(samples.containsKey(name + "_sum" + bare), name + labels + " has no sum");
        });
    return true;
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError("Not as Prometheus has it: " + what);
    }
  }
}
