package dev.servllama.documents.parsing.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The bookmarks of a PDF: the only place where it says which of its lines are headings. */
final class PdfOutline {
  private static final int DEEPEST = 6;
  private static final int MOST = 10_000;

  /**
   * A bookmark.
   *
   * @param level from 1
   */
  record Item(int level, String title, String plain) {
    /** Numbers stand before a heading that its bookmark has not, and the other way round. */
    private static final int SURPLUS = 12;

    private static final int LEAST = 8;
    private static final int MOST_LINES = 3;

    static Item of(int level, String title) {
      return new Item(level, title, PdfOutline.plain(title));
    }

    /**
     * How many lines of a page are the heading that this names; 0 if none.
     *
     * @param lines of the page, plain
     * @param from the first of them that may be
     */
    int linesAt(List<String> lines, int from) {
      if (plain.isEmpty() || lines.get(from).isEmpty()) {
        return 0;
      }
      StringBuilder joined = new StringBuilder();
      for (int n = 1; n <= MOST_LINES && from + n <= lines.size(); n++) {
        joined.append(lines.get(from + n - 1));
        if (isNamedBy(joined.toString())) {
          return n;
        }
      }
      return 0;
    }

    private boolean isNamedBy(String there) {
      return Math.abs(there.length() - plain.length()) <= SURPLUS
          && (there.endsWith(plain) || there.length() > LEAST && plain.endsWith(there));
    }
  }

  /** What can be compared of a text: its letters and digits. */
  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  private final PDDocument document;
  private final Map<COSDictionary, Integer> pages = new HashMap<>();
  private final Map<Integer, List<Item>> found = new HashMap<>();
  private final Set<COSDictionary> seen = new HashSet<>();

  private PdfOutline(PDDocument document) {
    this.document = document;
    int number = 0;
    for (PDPage page : document.getPages()) {
      pages.put(page.getCOSObject(), ++number);
    }
  }

  /** The bookmarks by the number of their page, from 1. */
  static Map<Integer, List<Item>> read(PDDocument document) {
    try {
      PDOutlineNode root = document.getDocumentCatalog().getDocumentOutline();
      if (root == null) {
        return Map.of();
      }
      PdfOutline outline = new PdfOutline(document);
      outline.read(root, 1);
      return outline.found;
    } catch (IOException | RuntimeException e) {
      // A document is as readable without them.
      return Map.of();
    }
  }

  private void read(PDOutlineNode node, int level) throws IOException {
    PDOutlineItem item = node.getFirstChild();
    while (item != null && seen.size() < MOST && seen.add(item.getCOSObject())) {
      PDPage page = item.findDestinationPage(document);
      Integer number = page == null ? null : pages.get(page.getCOSObject());
      if (number != null && item.getTitle() != null) {
        found.computeIfAbsent(number, n -> new ArrayList<>()).add(Item.of(level, item.getTitle()));
      }
      if (level < DEEPEST) {
        read(item, level + 1);
      }
      item = item.getNextSibling();
    }
  }
}
