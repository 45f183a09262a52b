package dev.servllama.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Questions whose answers' places are known: a line has the question, the files that answer it, and
 * for a PDF a phrase; any page that has it answers the question, unless that are more than {@value
 * #MOST_PAGES}.
 */
final class KnownAnswers {
  private static final int MOST_PAGES = 12;

  /** A question; without pages, any place in the files answers it. */
  record Question(String text, Set<String> files, Set<Integer> pages) {
    boolean isAnsweredBy(Found found) {
      return files.contains(found.file().name())
          && (pages.isEmpty() || pages.contains(found.chunk().page()));
    }
  }

  private KnownAnswers() {}

  static List<Question> read(String resource, Path folder) throws IOException {
    Map<String, List<String>> pages = new HashMap<>();
    List<Question> questions = new ArrayList<>();
    for (String line : lines(resource)) {
      String[] fields = line.split("\t");
      if (fields.length < 3) {
        questions.add(new Question(fields[0], Set.of(fields[1].split(",")), Set.of()));
        continue;
      }
      if (!pages.containsKey(fields[1])) {
        pages.put(fields[1], pages(folder.resolve(fields[1])));
      }
      Set<Integer> right = with(fields[2], pages.get(fields[1]));
      if (right.isEmpty() || right.size() > MOST_PAGES) {
        System.out.println("  left out, on " + right.size() + " pages: " + line);
      } else {
        questions.add(new Question(fields[0], Set.of(fields[1]), right));
      }
    }
    return questions;
  }

  private static List<String> lines(String resource) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                KnownAnswers.class.getResourceAsStream("/dev/servllama/bench/" + resource),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private static Set<Integer> with(String phrase, List<String> pages) {
    Set<Integer> right = new HashSet<>();
    for (int i = 0; i < pages.size(); i++) {
      if (pages.get(i).contains(phrase.replace(" ", ""))) {
        right.add(i + 1);
      }
    }
    return right;
  }

  private static List<String> pages(Path file) throws IOException {
    List<String> pages = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(stripper.getText(document).replaceAll("\\s", ""));
      }
    }
    return pages;
  }
}
