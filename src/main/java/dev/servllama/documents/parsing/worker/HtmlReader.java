package dev.servllama.documents.parsing.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML: what a browser would show, without scripts. Nothing that it refers to is fetched. */
final class HtmlReader implements DocumentReader {
  private static final String UNSEEN = "script,style,template,noscript,svg,iframe,object,head";

  /** What leads elsewhere: HTML's own words for it, and DocBook's of the time before these. */
  private static final String NAVIGATION = "nav,[role=navigation],.navheader,.navfooter";

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Document document = Jsoup.parse(in, null, "");
      sink.meta(document.title(), content(document, "author"), content(document, "date"));
      read(document, sink);
    }
  }

  private static String content(Document document, String name) {
    Element meta = document.selectFirst("meta[name=" + name + "]");
    return meta == null ? null : meta.attr("content");
  }

  /** The text of a page. */
  static void read(Document document, BlockSink sink) throws IOException {
    document.select(UNSEEN).remove();
    document.select(NAVIGATION).remove();
    Visitor visitor = new Visitor(sink);
    document.traverse(visitor);
    visitor.finish();
  }

  /** jsoup's visitors walk without recursion, so depth takes no stack. */
  private static final class Visitor implements NodeVisitor {
    private final BlockSink sink;
    private final StringBuilder text = new StringBuilder();
    private IOException failure;

    private Visitor(BlockSink sink) {
      this.sink = sink;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode part) {
        text.append(isPreformatted(part) ? part.getWholeText() : squeeze(part.getWholeText()));
      } else if (node instanceof Element element) {
        if (breaks(element)) {
          flush(0);
        } else if (element.normalName().equals("br")) {
          text.append('\n');
        } else if (element.normalName().matches("td|th")) {
          text.append('\t');
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element && breaks(element)) {
        String name = element.normalName();
        flush(name.matches("h[1-6]") ? name.charAt(1) - '0' : 0);
      }
    }

    private static boolean breaks(Element element) {
      return element.isBlock() && !element.normalName().matches("td|th|tbody|thead");
    }

    private static boolean isPreformatted(TextNode part) {
      Element parent = part.parent();
      return parent != null && parent.closest("pre,textarea") != null;
    }

    private String squeeze(String part) {
      String squeezed = part.replaceAll("\\s+", " ");
      boolean afterBlank =
          text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
      return afterBlank && squeezed.startsWith(" ") ? squeezed.substring(1) : squeezed;
    }

    private void flush(int headingLevel) {
      try {
        if (failure == null && headingLevel > 0) {
          sink.heading(headingLevel, text.toString());
        } else if (failure == null) {
          sink.text(text.toString().strip());
        }
      } catch (IOException e) {
        failure = e;
      }
      text.setLength(0);
    }

    private void finish() throws IOException {
      flush(0);
      if (failure != null) {
        throw failure;
      }
    }
  }
}
