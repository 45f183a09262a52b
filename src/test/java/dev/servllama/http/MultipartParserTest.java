package dev.servllama.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.servllama.error.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartParserTest {
  private static final String FORM =
      "ignored\r\n--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--b"
          + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"çay – 茶.txt\"\r\n"
          + "Content-Type: text/plain\r\n\r\nline\r\n--bnot\r\n-\r\n--b  \r\nX: empty\r\n\r\n"
          + "\r\n--b--\r\nafter";

  private static final class Recorder implements MultipartParser.Parts {
    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public void begin(String headers) {
      told.add(PartHeaders.read(headers).toString());
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
    }

    @Override
    public void end() {
      told.add(content.toString(StandardCharsets.UTF_8));
      content.reset();
    }
  }

  private static List<String> parse(byte[] body, int piece) {
    Recorder recorder = new Recorder();
    MultipartParser parser = new MultipartParser("b", recorder);
    for (int from = 0; from < body.length; from += piece) {
      byte[] some = Arrays.copyOfRange(body, from, Math.min(body.length, from + piece));
      parser.feed(some, some.length);
    }
    parser.end();
    return recorder.told;
  }

  @Test
  void readsTheSameHoweverTheBodyIsCut() {
    byte[] body = FORM.replace("--bnot", "--a").getBytes(StandardCharsets.UTF_8);
    List<String> whole = parse(body, body.length);

    assertEquals(6, whole.size(), whole.toString());
    assertEquals("assistants", whole.get(1));
    assertEquals(
        new PartHeaders(Optional.of("file"), Optional.of("çay – 茶.txt")).toString(), whole.get(2));
    assertEquals("line\r\n--a\r\n-", whole.get(3));
    assertEquals("", whole.get(5));
    for (int piece = 1; piece < 60; piece++) {
      assertEquals(whole, parse(body, piece));
    }
  }

  @Test
  void refusesABodyThatEndsTooEarly() {
    byte[] body = FORM.replace("--bnot", "--a").getBytes(StandardCharsets.UTF_8);
    int last = FORM.replace("--bnot", "--a").getBytes(StandardCharsets.UTF_8).length - 9;
    for (int length = 0; length < last; length += 7) {
      byte[] torn = Arrays.copyOf(body, length);
      assertThrows(InvalidRequestException.class, () -> parse(torn, 50));
    }
  }

  @Test
  void refusesHeadersWithoutEnd() {
    byte[] body = ("--b\r\nX: " + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    assertThrows(InvalidRequestException.class, () -> parse(body, 8192));
  }

  @Test
  void readsNamesInAllTheirForms() {
    assertEquals(Optional.of("a \"b\".txt"), name("; name=\"file\"; filename=\"a \\\"b\\\".txt\""));
    assertEquals(Optional.of("C:\\x.txt"), name("; name=\"file\"; filename=\"C:\\x.txt\""));
    assertEquals(Optional.of("plain.txt"), name("; name=file; filename=plain.txt"));
    assertEquals(
        Optional.of("é+ü.txt"),
        name("; filename=\"x.txt\"; filename*=UTF-8''%C3%A9%2B%C3%BC.txt; name=file"));
    assertEquals(Optional.empty(), name("; name=file"));
  }

  private static Optional<String> name(String parameters) {
    PartHeaders read = PartHeaders.read("A: b\r\nContent-Disposition: form-data" + parameters);
    assertEquals(Optional.of("file"), read.name());
    return read.filename();
  }
}
