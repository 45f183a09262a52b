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
  record Item(int level, String title) {
    /** Whether a line of the page is the heading that this names. */
    boolean isAt(String line) {
      String wanted = plain(title);
      String there = plain(line);
      return !wanted.isEmpty()
          && there.length() <= wanted.length() + 12
          && (there.endsWith(wanted) || wanted.endsWith(there) && there.length() > 8);
    }

    private static String plain(String text) {
      return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
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
        found.computeIfAbsent(number, n -> new ArrayList<>()).add(new Item(level, item.getTitle()));
      }
      if (level < DEEPEST) {
        read(item, level + 1);
      }
      item = item.getNextSibling();
    }
  }
}
