package dev.servllama.documents.parsing;

import static dev.servllama.testing.SampleDocuments.docx;
import static dev.servllama.testing.SampleDocuments.pdf;
import static dev.servllama.testing.SampleDocuments.write;
import static dev.servllama.testing.SampleDocuments.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.documents.block.Block;
import dev.servllama.documents.parsing.UnreadableException.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format, read in the parser's own process. */
class FormatsTest {
  @TempDir private static Path work;
  @TempDir private Path folder;

  private static ProcessParser parser;

  @BeforeAll
  static void start() {
    parser = Parsers.real(work);
  }

  @AfterAll
  static void stop() {
    parser.close();
  }

  private ParsedDocument parse(String name, byte[] content)
      throws UnreadableException, InterruptedException {
    return parser.parse(write(folder, "content", content), name);
  }

  private List<Block> blocks(String name, String content)
      throws UnreadableException, InterruptedException {
    return parse(name, content.getBytes(StandardCharsets.UTF_8)).blocks();
  }

  private Kind refusal(String name, byte[] content) {
    return assertThrows(UnreadableException.class, () -> parse(name, content)).kind();
  }

  private static Block.Heading heading(int level, String text) {
    return new Block.Heading(level, text);
  }

  private static Block.Text text(String text) {
    return new Block.Text(text);
  }

  @Test
  void pdfIsReadByPageWithItsTitleAndAuthor() throws Exception {
    ParsedDocument document =
        parse("a.pdf", pdf("Trips", "Ada", List.of("Hotels cost money.", "Trains too.")));

    assertEquals("Trips", document.meta().title());
    assertEquals("Ada", document.meta().author());
    assertEquals(2, document.pages());
    assertEquals(
        List.of(
            new Block.Page(1), text("Hotels cost money."), new Block.Page(2), text("Trains too.")),
        document.blocks());
  }

  @Test
  void docxHasHeadingsTablesAndNotes() throws Exception {
    byte[] document =
        zip(
            Map.of(
                "word/document.xml",
                "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='U1'/></w:pPr>"
                    + "<w:r><w:t>Rules</w:t></w:r></w:p><w:p><w:r><w:t>Be </w:t></w:r><w:r><w:t>"
                    + "kind.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>"
                    + "</w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                    + "</w:body></w:document>",
                "word/styles.xml",
                "<w:styles xmlns:w='w'><w:style w:styleId='U1'><w:name w:val='heading 2'/></w:style>"
                    + "</w:styles>",
                "word/footnotes.xml",
                "<w:f xmlns:w='w'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:f>",
                "docProps/core.xml",
                "<c xmlns:dc='d'><dc:title>House</dc:title><dc:creator>Bo</dc:creator><created>"
                    + "2025-03-04T05:06:07Z</created></c>"));

    ParsedDocument read = parse("a.docx", document);

    assertEquals(new Block.Meta("House", "Bo", "2025-03-04"), read.meta());
    assertEquals(
        List.of(heading(2, "Rules"), text("Be kind."), text("a\tb"), text("A note.")),
        read.blocks());
  }

  @Test
  void pptxIsReadBySlide() throws Exception {
    String slide =
        "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><p:ph type='title'/><a:p><a:r><a:t>%s</a:t></a:r>"
            + "</a:p></p:sp><p:sp><a:p><a:t>%s</a:t></a:p></p:sp></p:sld>";
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    byte[] document =
        zip(
            Map.of(
                "ppt/presentation.xml",
                "<p xmlns:r='%s'><sldId r:id='r2'/><sldId r:id='r1'/></p>".formatted(relations),
                "ppt/_rels/presentation.xml.rels",
                "<R><Relationship Id='r1' Target='slides/s1.xml'/><Relationship Id='r2'"
                    + " Target='/ppt/slides/s2.xml'/></R>",
                "ppt/slides/s1.xml",
                slide.formatted("Second", "two"),
                "ppt/slides/s2.xml",
                slide.formatted("First", "one")));

    assertEquals(
        List.of(
            new Block.Page(1),
            heading(1, "First"),
            text("one"),
            new Block.Page(2),
            heading(1, "Second"),
            text("two")),
        parse("a.pptx", document).blocks());
  }

  @Test
  void xlsxIsReadBySheetWithDates() throws Exception {
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    byte[] document =
        zip(
            Map.of(
                "xl/workbook.xml",
                "<w xmlns:r='%s'><sheet name='Prices' r:id='r1'/></w>".formatted(relations),
                "xl/_rels/workbook.xml.rels",
                "<R><Relationship Id='r1' Target='worksheets/s.xml'/></R>",
                "xl/sharedStrings.xml",
                "<sst><si><t>Item</t></si><si><t>Si</t><t>nce</t></si></sst>",
                "xl/styles.xml",
                "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>",
                "xl/worksheets/s.xml",
                "<s><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c t='inlineStr'><is>"
                    + "<t>Bolt</t></is></c><c s='1'><v>45717</v></c></row></s>"));

    assertEquals(
        List.of(
            new Block.Page(1),
            heading(1, "Prices"),
            heading(2, "Item, Since"),
            text("Item\tSince"),
            text("Bolt\t2025-03-01")),
        parse("a.xlsx", document).blocks());
  }

  @Test
  void odtHasHeadingsAndTables() throws Exception {
    byte[] document =
        zip(
            Map.of(
                "content.xml",
                "<o xmlns:t='t'><t:h t:outline-level='2'>Dogs</t:h><t:p>No<t:s/>dogs.</t:p>"
                    + "<t:table><t:table-row><t:table-cell><t:p>a</t:p></t:table-cell><t:table-cell>"
                    + "<t:p>b</t:p></t:table-cell></t:table-row></t:table></o>",
                "meta.xml",
                "<m xmlns:dc='d'><dc:title>Garden</dc:title><dc:date>2024-01-02</dc:date></m>"));

    ParsedDocument read = parse("a.odt", document);

    assertEquals("Garden", read.meta().title());
    assertEquals("2024-01-02", read.meta().date());
    assertEquals(List.of(heading(2, "Dogs"), text("No dogs."), text("a\tb")), read.blocks());
  }

  @Test
  void epubIsReadInTheOrderOfItsSpine() throws Exception {
    byte[] document =
        zip(
            Map.of(
                "META-INF/container.xml",
                "<c><rootfiles><rootfile full-path='OPS/p.opf'/></rootfiles></c>",
                "OPS/p.opf",
                "<p xmlns:dc='d'><dc:title>Book</dc:title><dc:creator>Gray</dc:creator>"
                    + "<item id='a' href='a%20b.xhtml'/><item id='b' href='b.xhtml'/>"
                    + "<itemref idref='b'/><itemref idref='a'/></p>",
                "OPS/a b.xhtml",
                "<html><body><p>Last.</p></body></html>",
                "OPS/b.xhtml",
                "<html><body><h1>One</h1><p>First.</p></body></html>"));

    ParsedDocument read = parse("a.epub", document);

    assertEquals("Gray", read.meta().author());
    assertEquals(List.of(heading(1, "One"), text("First."), text("Last.")), read.blocks());
  }

  @Test
  void htmlIsWhatABrowserShows() throws Exception {
    assertEquals(
        List.of(heading(2, "Menu & more"), text("Fish on Friday."), text("a\n  b"), text("Soup")),
        blocks(
            "a.html",
            "<title>T</title><style>x{}</style><h2>Menu &amp; more</h2><p>Fish <b>on</b>\n Friday."
                + "<script>evil()</script><pre>a\n  b</pre><ul><li>Soup"));
  }

  @Test
  void markdownHasHeadingsOutsideItsCode() throws Exception {
    assertEquals(
        List.of(
            heading(1, "One"),
            text("Text."),
            text("```\n# no\n```"),
            heading(2, "Two"),
            text("More.")),
        blocks("a.md", "# One #\n\nText.\n\n```\n# no\n```\n\nTwo\n---\nMore.\n"));
  }

  @Test
  void rowsOfATableStandUnderItsFirst() throws Exception {
    assertEquals(
        List.of(heading(1, "city,river"), text("Cologne,Rhine"), text("Lyon,Rhone")),
        blocks("a.csv", "city,river\r\nCologne,Rhine\r\nLyon,Rhone\r\n"));
  }

  @Test
  void textIsReadInAnyEncoding() throws Exception {
    List<Block> expected = List.of(text("Ärger – “é”"));
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"), StandardCharsets.UTF_16)) {
      assertEquals(expected, parse("a.txt", "Ärger – “é”".getBytes(charset)).blocks());
    }
    assertEquals(expected, blocks("noending", "\uFEFFÄrger – “é”\n\n"));
    String long4 = "𐍈茶é".repeat(30_000);
    StringBuilder all = new StringBuilder();
    blocks("a.java", long4).forEach(block -> all.append(((Block.Text) block).text()));
    assertEquals(long4, all.toString().replace("\n", ""));
  }

  @Test
  void anEmptyFileIsReadable() throws Exception {
    assertEquals(List.of(), blocks("a.txt", ""));
    assertEquals(List.of(), blocks("a.md", ""));
    assertEquals(List.of(), blocks("a.csv", ""));
    assertEquals(List.of(), blocks("a.html", ""));
  }

  @Test
  void whatIsNotTextIsRefusedAsUnsupported() {
    assertEquals(Kind.UNSUPPORTED, refusal("a.txt", new byte[] {'a', 0, 'b'}));
    assertEquals(Kind.UNSUPPORTED, refusal("a.png", new byte[] {1}));
    assertEquals(Kind.INVALID, refusal("a.docx", "no zip".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Kind.INVALID, refusal("a.docx", zip(Map.of("x", "y"))));
    assertEquals(Kind.INVALID, refusal("a.pdf", new byte[0]));
  }

  @Test
  void aDocumentThatNamesAPathOutsideItsArchiveReachesNothing() throws Exception {
    byte[] document =
        zip(
            Map.of(
                "META-INF/container.xml",
                "<c><rootfile full-path='p.opf'/></c>",
                "p.opf",
                "<p><item id='a' href='../../../../../../etc/passwd'/><itemref idref='a'/></p>"));

    assertEquals(List.of(), parse("a.epub", document).blocks());
    assertTrue(parse("b.docx", docx("<w:p><w:r><w:t>on</w:t></w:r></w:p>")).blocks().size() == 1);
  }
}
