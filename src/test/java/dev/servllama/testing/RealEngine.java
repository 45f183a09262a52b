package dev.servllama.testing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.NativeCompletions;
import dev.servllama.engine.Engine;
import dev.servllama.engine.jni.JniEngine;
import dev.servllama.engine.jni.JniSettings;
import dev.servllama.engine.jni.frame.FrameCodec;
import dev.servllama.engine.process.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The engine without a server above it, with the default model. */
public final class RealEngine {
  private static final int CONTEXT = 8192;
  private static final int VOCABULARY = 49_152;
  private static final int LAYERS = 30;
  private static final int QUEUE = 64;

  private RealEngine() {}

  /** Starts it in a process of its own, and waits until the model is loaded. */
  public static Engine start(Path model, int slots) throws IOException, InterruptedException {
    return start(model, slots, CONTEXT);
  }

  /** The same with so many tokens for each slot. */
  public static Engine start(Path model, int slots, int context)
      throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    Engine engine =
        JniEngine.start(
            new JniSettings(
                model, slots, context, VOCABULARY, threads, 0, LAYERS, QUEUE, classpath()),
            WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "servllama-test-"),
            "a test wants it");
    while (!engine.status().ready()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return engine;
  }

  private static List<Path> classpath() {
    return Stream.of(
            NativeCompletions.class,
            FrameCodec.class,
            LlamaOutput.class,
            JsonTypeInfo.class,
            JsonFactory.class,
            ObjectMapper.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .map(Path::of)
        .distinct()
        .toList();
  }
}
