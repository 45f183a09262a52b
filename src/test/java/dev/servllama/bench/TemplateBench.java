package dev.servllama.bench;

import dev.servllama.chat.template.ChatTemplate;
import dev.servllama.chat.template.RenderOptions;
import dev.servllama.chat.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prints how long each template of a folder takes to render a conversation of ten messages. */
public final class TemplateBench {
  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 2_000;

  private TemplateBench() {}

  /** Takes the folder of templates as its argument, or from the property {@code templates.dir}. */
  public static void main(String[] args) throws IOException {
    String folder =
        args.length > 0 ? args[0] : System.getProperty("templates.dir", "../shared/templates");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jinja")).sorted().toList()) {
        report(file);
      }
    }
  }

  private static void report(Path file) throws IOException {
    ChatTemplate template = ChatTemplate.parse(Files.readString(file));
    Map<String, Object> variables = conversation();
    try {
      run(template, variables, WARM_UP);
      double micros = run(template, variables, MEASURED);
      System.out.printf("%8.1f µs  %s%n", micros, file.getFileName());
    } catch (TemplateException refused) {
      System.out.printf("%11s  %s (%s)%n", "refused", file.getFileName(), refused.getMessage());
    }
  }

  private static double run(ChatTemplate template, Map<String, Object> variables, int times) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      template.render(variables, RenderOptions.DEFAULT);
    }
    return (System.nanoTime() - start) / 1e3 / times;
  }

  private static Map<String, Object> conversation() {
    List<Map<String, Object>> messages = new ArrayList<>();
    String text = "A sentence that is as long as those of a conversation are. ".repeat(8);
    for (int i = 0; i < 10; i++) {
      messages.add(Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", text + i));
    }
    return Map.of(
        "messages",
        messages,
        "add_generation_prompt",
        true,
        "bos_token",
        "<s>",
        "eos_token",
        "</s>");
  }
}
