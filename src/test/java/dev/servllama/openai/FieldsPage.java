package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The documentation of what becomes of each field of a request, written from the very table that
 * the server goes by. Run its {@code main} to write it anew.
 */
final class FieldsPage {
  static final Path FILE = Path.of("src/site/markdown/fields.md");

  private FieldsPage() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }

  static String text() {
    return """
        # What becomes of each field

        Each field of OpenAI's reference, and each that other servers add, either takes effect or is
        refused with a 400 that says why. Nothing that would change the answer is silently left out.
        Fields that no reference knows are ignored. A field that is refused is taken all the same
        with a value that asks for nothing, which is named here.

        ## `POST /v1/chat/completions`

        """
        + table(ParameterTable.chat())
        + """

        ## `POST /v1/completions`

        """
        + table(ParameterTable.completions())
        + """

        ## `POST /v1/embeddings`

        """
        + table(ParameterTable.embeddings());
  }

  private static String table(ParameterTable table) {
    return "| field | what becomes of it | |\n| --- | --- | --- |\n"
        + table.parameters().stream().map(FieldsPage::row).collect(Collectors.joining());
  }

  private static String row(Parameter parameter) {
    return "| `%s` | %s | %s |%n"
        .formatted(parameter.name(), effect(parameter), note(parameter))
        .replace(System.lineSeparator(), "\n");
  }

  private static String effect(Parameter parameter) {
    return switch (parameter.effect()) {
      case EFFECTIVE -> "takes effect";
      case NO_EFFECT -> "accepted";
      case DEFAULT_ONLY -> "only its default";
      case UNSUPPORTED -> "400";
    };
  }

  private static String note(Parameter parameter) {
    String values =
        parameter.accepted().stream()
            .map(JsonNode::toString)
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(", "));
    String taken = values.isEmpty() ? "" : " Taken: " + values + ".";
    String note = parameter.note().replace("|", "\\|");
    return note.isEmpty() ? "" : Character.toUpperCase(note.charAt(0)) + note.substring(1) + taken;
  }
}
