package dev.servllama.testing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.NativeCompletions;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.jni.JniEngine;
import dev.servllama.engine.jni.JniSettings;
import dev.servllama.engine.jni.frame.FrameCodec;
import dev.servllama.engine.llamaserver.LlamaServerEngine;
import dev.servllama.engine.llamaserver.LlamaServerSettings;
import dev.servllama.engine.process.WorkFolder;
import dev.servllama.engine.process.guard.Guard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The tested engine without a server above it, with the default model. */
public final class RealEngine {
  private static final int CONTEXT = 8192;
  private static final int VOCABULARY = 49_152;
  private static final int LAYERS = 30;
  private static final int QUEUE = 64;
  private static final Duration LOADING = Duration.ofSeconds(120);
  private static final String REASON = "a test wants it";

  private RealEngine() {}

  /** Starts it in a process of its own, and waits until the model is loaded. */
  public static Engine start(Path model, int slots) throws IOException, InterruptedException {
    return start(model, slots, CONTEXT);
  }

  /** The same with so many tokens for each slot. */
  public static Engine start(Path model, int slots, int context)
      throws IOException, InterruptedException {
    WorkFolder folder =
        WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "servllama-test-");
    int threads = Runtime.getRuntime().availableProcessors();
    Engine engine =
        TestedEngine.isLlamaServer()
            ? llamaServer(model, slots, context, threads, folder)
            : inside(model, slots, context, threads, folder);
    long deadline = System.nanoTime() + LOADING.toNanos();
    while (!engine.status().ready()) {
      if (engine.status().phase() == Phase.FAILED || System.nanoTime() > deadline) {
        throw new AssertionError("The model did not load: " + engine.status());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return engine;
  }

  private static Engine inside(Path model, int slots, int context, int threads, WorkFolder folder) {
    List<Path> classpath =
        classpath(
            NativeCompletions.class,
            FrameCodec.class,
            LlamaOutput.class,
            JsonTypeInfo.class,
            JsonFactory.class,
            ObjectMapper.class);
    return JniEngine.start(
        new JniSettings(model, slots, context, VOCABULARY, threads, 0, LAYERS, QUEUE, classpath),
        folder,
        REASON);
  }

  private static Engine llamaServer(
      Path model, int slots, int context, int threads, WorkFolder folder) {
    return LlamaServerEngine.start(
        new LlamaServerSettings(
            TestedEngine.llamaServer().orElseThrow(),
            model,
            slots,
            context,
            VOCABULARY,
            threads,
            OptionalInt.empty(),
            QUEUE,
            classpath(Guard.class)),
        folder,
        "tested",
        REASON);
  }

  private static List<Path> classpath(Class<?>... types) {
    return Stream.of(types)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .map(Path::of)
        .distinct()
        .toList();
  }
}
