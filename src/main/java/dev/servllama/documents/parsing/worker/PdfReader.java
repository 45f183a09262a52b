package dev.servllama.documents.parsing.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** PDF, page by page. Only text is looked at: images are not unpacked. */
final class PdfReader implements DocumentReader {

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (PDDocument document =
        Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
      int pages = document.getNumberOfPages();
      if (pages > limits.pages()) {
        throw BadDocumentException.invalid(
            "It has %d pages; %d at most are read.".formatted(pages, limits.pages()));
      }
      meta(document.getDocumentInformation(), sink);
      Map<Integer, List<PdfOutline.Item>> outline = PdfOutline.read(document);
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setLineSeparator("\n");
      stripper.setParagraphEnd("\n");
      for (int page = 1; page <= pages; page++) {
        sink.page();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        page(stripper.getText(document), outline.getOrDefault(page, List.of()), sink);
      }
      if (sink.characters() == 0) {
        throw BadDocumentException.invalid(
            "It has no text; it may be scanned, and images are not read.");
      }
    } catch (InvalidPasswordException e) {
      throw BadDocumentException.invalid("It is encrypted and needs a password.");
    }
  }

  private static void meta(PDDocumentInformation info, BlockSink sink) throws IOException {
    Calendar date =
        info.getCreationDate() == null ? info.getModificationDate() : info.getCreationDate();
    String day =
        date == null ? null : LocalDate.ofInstant(date.toInstant(), ZoneId.of("UTC")).toString();
    sink.meta(info.getTitle(), info.getAuthor(), day);
  }

  private static void page(String text, List<PdfOutline.Item> outline, BlockSink sink)
      throws IOException {
    List<String> lines = text.lines().toList();
    List<String> plain = lines.stream().map(PdfOutline::plain).toList();
    if (outline.size() == 1 && isNowhere(outline.get(0), plain)) {
      sink.heading(outline.get(0).level(), outline.get(0).title());
    }
    Paragraph paragraph = new Paragraph(sink);
    for (int i = 0; i < lines.size(); i++) {
      int from = i;
      Optional<PdfOutline.Item> item =
          outline.stream().filter(each -> each.linesAt(plain, from) > 0).findFirst();
      if (item.isPresent()) {
        paragraph.end();
        i += item.get().linesAt(plain, from) - 1;
        sink.heading(item.get().level(), String.join(" ", lines.subList(from, i + 1)));
      } else {
        paragraph.line(lines.get(i));
      }
    }
    paragraph.end();
  }

  private static boolean isNowhere(PdfOutline.Item item, List<String> plain) {
    return IntStream.range(0, plain.size()).allMatch(i -> item.linesAt(plain, i) == 0);
  }
}
