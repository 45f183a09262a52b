package dev.servllama.documents.parsing.worker;

import java.util.List;
import java.util.Optional;

/** What stands in the cells of a sheet. Not thread-safe. */
final class SheetCells {
  private final List<String> strings;
  private final SheetDates dates;
  private final StringBuilder value = new StringBuilder();
  private String type = "";
  private int style;
  private boolean inValue;

  /**
   * @param strings to which cells refer by number
   */
  SheetCells(List<String> strings, SheetDates dates) {
    this.strings = strings;
    this.dates = dates;
  }

  void start(XmlEvents xml) {
    if (xml.name().equals("c")) {
      type = xml.attribute("t").orElse("n");
      style = xml.attribute("s").filter(s -> s.matches("\\d{1,6}")).map(Integer::valueOf).orElse(0);
      value.setLength(0);
    }
    inValue = xml.name().equals("v") || xml.name().equals("t");
  }

  void text(String text) {
    if (inValue) {
      value.append(text);
    }
  }

  /** The cell that ends, if one does. */
  Optional<String> end(String element) {
    inValue = false;
    return element.equals("c") ? Optional.of(cell()) : Optional.empty();
  }

  private String cell() {
    String raw = value.toString();
    return switch (type) {
      case "s" -> shared(raw.strip());
      case "b" -> raw.strip().equals("1") ? "TRUE" : "FALSE";
      case "n" -> dates.shown(raw, style);
      default -> raw;
    };
  }

  private String shared(String index) {
    int number = index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
    return number >= 0 && number < strings.size() ? strings.get(number) : "";
  }
}
