package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells dates from numbers: a sheet stores days since 1900, and only a format says so. */
final class SheetDates {
  private static final LocalDate FIRST = LocalDate.of(1899, 12, 30);
  private static final double LAST = 2_958_465;

  private final List<Boolean> styles;

  private SheetDates(List<Boolean> styles) {
    this.styles = styles;
  }

  static SheetDates read(Archive archive) throws IOException {
    List<Boolean> styles = new ArrayList<>();
    Set<String> formats = new HashSet<>();
    Optional<InputStream> in = archive.find("xl/styles.xml");
    if (in.isEmpty()) {
      return new SheetDates(styles);
    }
    boolean inCells = false;
    try (XmlEvents xml = new XmlEvents(in.get())) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("numFmt") && isDate(xml)) {
          xml.attribute("numFmtId").ifPresent(formats::add);
        } else if (e.get() != Event.TEXT && xml.name().equals("cellXfs")) {
          inCells = e.get() == Event.START;
        } else if (inCells && e.get() == Event.START && xml.name().equals("xf")) {
          String format = xml.attribute("numFmtId").orElse("0");
          // 14 to 17 and 22 are the dates among the formats that every sheet has.
          styles.add(format.matches("14|15|16|17|22") || formats.contains(format));
        }
      }
    }
    return new SheetDates(styles);
  }

  private static boolean isDate(XmlEvents xml) {
    String code = xml.attribute("formatCode").orElse("").replaceAll("\"[^\"]*\"|\\[[^]]*]", "");
    return code.contains("yy") || code.contains("YY");
  }

  String shown(String raw, int style) {
    String text = raw.strip();
    if (style >= styles.size() || !styles.get(style) || !text.matches("\\d+(\\.\\d+)?")) {
      return text;
    }
    double days = Double.parseDouble(text);
    return days > LAST ? text : FIRST.plusDays((long) days).toString();
  }
}
