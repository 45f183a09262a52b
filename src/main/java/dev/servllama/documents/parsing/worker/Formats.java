package dev.servllama.documents.parsing.worker;

import java.util.Locale;
import java.util.Set;

/** Which reader is for which file, by the ending of its name. */
final class Formats {
  private static final Set<String> OTHERS =
      Set.of(
          "doc", "ppt", "xls", "rtf", "pages", "numbers", "key", "png", "jpg", "jpeg", "gif",
          "webp", "bmp", "tif", "tiff", "mp3", "mp4", "mov", "avi", "wav", "zip", "gz", "tar", "7z",
          "rar", "jar", "war", "exe", "dll", "so", "class", "o", "gguf", "onnx", "bin", "iso");

  private Formats() {}

  static DocumentReader reader(String name) throws BadDocumentException {
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    if (OTHERS.contains(ending)) {
      throw BadDocumentException.unsupported(
          "Files of the kind '.%s' cannot be read; PDF, DOCX, PPTX, XLSX, ODT, EPUB, HTML and text"
                  .formatted(ending)
              + " can.");
    }
    return switch (ending) {
      case "pdf" -> new PdfReader();
      case "docx", "docm" -> new DocxReader();
      case "pptx", "pptm" -> new PptxReader();
      case "xlsx", "xlsm" -> new XlsxReader();
      case "odt", "ods", "odp" -> new OpenDocumentReader();
      case "epub" -> new EpubReader();
      case "html", "htm", "xhtml" -> new HtmlReader();
      case "md", "markdown", "mdx" -> new MarkdownReader();
      case "csv", "tsv" -> new CsvReader();
      default -> new TextReader();
    };
  }
}
