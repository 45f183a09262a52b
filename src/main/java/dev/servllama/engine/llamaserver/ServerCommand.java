package dev.servllama.engine.llamaserver;

import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.ChildEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a llama-server is started, under its guard. */
final class ServerCommand {
  private static final String GUARD = "dev.servllama.engine.process.guard.Guard";

  /**
   * What differs from llama-server's own defaults. Builds of before an option's time end when they
   * see it as an argument, and pass over it as a variable.
   */
  private static final Map<String, String> OPTIONS =
      Map.of(
          // Up to 8 GiB of memory beyond what the model was found to need.
          "LLAMA_ARG_CACHE_RAM", "0",
          // The model's own template would be parsed natively, where a bad one ends the process.
          "LLAMA_ARG_JINJA", "0",
          // One slot's prompt holds up the streams of all others for as long as a batch takes.
          "LLAMA_ARG_BATCH", "512",
          "LLAMA_ARG_ENDPOINT_SLOTS", "0",
          "LLAMA_ARG_UI", "0",
          "LLAMA_ARG_NO_WEBUI", "1",
          "LLAMA_OFFLINE", "1");

  private ServerCommand() {}

  static ChildCommand of(LlamaServerSettings settings, Endpoint endpoint, Path folder) {
    List<String> words = guard(settings.guardClasspath());
    words.add(settings.program().toString());
    words.addAll(List.of("--model", settings.model().toAbsolutePath().toString()));
    words.addAll(List.of("--ctx-size", text(settings.context() * settings.slots())));
    words.addAll(List.of("--parallel", text(settings.slots())));
    words.addAll(List.of("--threads", text(settings.threads())));
    settings.gpuLayers().ifPresent(layers -> words.addAll(List.of("--n-gpu-layers", text(layers))));
    words.addAll(List.of("--chat-template", "chatml"));
    words.addAll(endpoint.arguments());
    return new ChildCommand(words, environment(endpoint, folder), folder);
  }

  private static List<String> guard(List<Path> classpath) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            classpath.stream()
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)),
            GUARD));
  }

  private static Map<String, String> environment(Endpoint endpoint, Path folder) {
    Map<String, String> all = new TreeMap<>(ChildEnvironment.of(System.getenv()));
    all.putAll(OPTIONS);
    all.put("LLAMA_API_KEY", endpoint.key());
    // Where llama.cpp looks for a folder to keep things in.
    all.put("HOME", folder.toString());
    all.put("LLAMA_CACHE", folder.toString());
    return all;
  }

  private static String text(int number) {
    return String.valueOf(number);
  }
}
