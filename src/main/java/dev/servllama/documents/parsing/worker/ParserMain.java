package dev.servllama.documents.parsing.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads documents, one after another: a line of its standard input names one, lines of its standard
 * output are its parts. It ends with its input.
 */
public final class ParserMain {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ParserMain() {}

  /** Reads until there is no more input. */
  public static void main(String[] arguments) throws IOException {
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
    // A library that prints must not disturb the answer.
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode job = MAPPER.readTree(line);
      String last = read(job, out);
      out.write(last.replace('\n', ' ').replace('\r', ' ') + "\n");
      out.flush();
    }
  }

  private static String read(JsonNode job, Writer out) throws IOException {
    ReaderLimits limits =
        new ReaderLimits(
            job.get("pages").asInt(), job.get("characters").asInt(), job.get("unpacked").asLong());
    BlockSink sink = new BlockSink(out, MAPPER, limits);
    try {
      DocumentReader reader = Formats.reader(job.get("name").asText());
      reader.read(Path.of(job.get("path").asText()), sink, limits);
      return "+" + sink.pages();
    } catch (BadDocumentException e) {
      return "-" + (e.unsupported() ? "UNSUPPORTED " : "INVALID ") + e.getMessage();
    } catch (IOException e) {
      return "-INVALID It is broken: " + e.getMessage();
    } catch (StackOverflowError e) {
      return "-INVALID It is nested too deeply.";
    } catch (RuntimeException e) {
      // Readers of damaged files fail in many ways.
      System.err.println(e);
      return "-INVALID It is broken: " + e.getClass().getSimpleName() + ".";
    }
  }
}
