package dev.servllama.documents;

import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.index.Ranking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * How often the right page is among the first five, for words, for meaning and for both. The corpus
 * is a folder with {@code policy.pdf} and {@code developers-reference.pdf}, out of Debian's
 * packages debian-policy and developers-reference; a question is answered by any page that has its
 * phrase, unless that stands on more than {@value #MOST_PAGES} pages.
 */
final class RetrievalBench {
  private static final int MOST_PAGES = 12;
  private static final int FIRST = 5;

  private record Question(String text, String document, Set<Integer> pages) {}

  private RetrievalBench() {}

  /**
   * @param arguments the folder with the corpus, and one to work in
   */
  public static void main(String[] arguments) throws IOException {
    Path corpus = Path.of(arguments[0]);
    List<Question> questions = questions(corpus);
    try (RealEmbedder embedder = RealEmbedder.load();
        DocumentsFixture docs = DocumentsFixture.open(Path.of(arguments[1]), embedder)) {
      DocumentCollection collection = docs.collection("corpus");
      long start = System.nanoTime();
      for (String name : List.of("policy.pdf", "developers-reference.pdf")) {
        StoredFile file = docs.upload(name, Files.readAllBytes(corpus.resolve(name)));
        docs.add(collection, file);
      }
      docs.await(collection);
      Progress progress = collection.progress();
      System.out.printf(
          Locale.ROOT,
          "%d pages, %d chunks in %.1f s; %d questions%n",
          progress.pages(),
          progress.chunks(),
          (System.nanoTime() - start) / 1e9,
          questions.size());
      for (Ranking ranking : Ranking.values()) {
        measure(docs, collection, questions, ranking);
      }
    }
  }

  private static void measure(
      DocumentsFixture docs,
      DocumentCollection collection,
      List<Question> questions,
      Ranking ranking) {
    int first = 0;
    int among = 0;
    double reciprocal = 0;
    for (Question question : questions) {
      int rank = rank(docs.search(collection, question.text(), ranking), question);
      first += rank == 1 ? 1 : 0;
      among += rank <= FIRST ? 1 : 0;
      reciprocal += rank <= 10 ? 1.0 / rank : 0;
      if (rank > FIRST && ranking == Ranking.HYBRID) {
        System.out.println("  missed: " + question);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s first %.1f %%, in the first %d %.1f %%, MRR@10 %.3f%n",
        ranking,
        100.0 * first / questions.size(),
        FIRST,
        100.0 * among / questions.size(),
        reciprocal / questions.size());
  }

  private static int rank(List<Found> found, Question question) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).file().name().equals(question.document())
          && question.pages().contains(found.get(i).chunk().page())) {
        return i + 1;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static List<Question> questions(Path corpus) throws IOException {
    Map<String, List<String>> pages = new HashMap<>();
    List<Question> questions = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                RetrievalBench.class.getResourceAsStream("/dev/servllama/bench/questions.tsv"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split("\t");
        if (!pages.containsKey(fields[1])) {
          pages.put(fields[1], pages(corpus.resolve(fields[1])));
        }
        Set<Integer> right = new HashSet<>();
        for (int i = 0; i < pages.get(fields[1]).size(); i++) {
          if (pages.get(fields[1]).get(i).contains(fields[2].replace(" ", ""))) {
            right.add(i + 1);
          }
        }
        if (right.isEmpty() || right.size() > MOST_PAGES) {
          System.out.println("  left out, on " + right.size() + " pages: " + line);
        } else {
          questions.add(new Question(fields[0], fields[1], right));
        }
      }
    }
    return questions;
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
