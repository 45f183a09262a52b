package dev.servllama.engine.jni.worker;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.NativeCompletions;
import de.kherud.llama.args.LogFormat;
import dev.servllama.engine.jni.frame.CacheCells;
import dev.servllama.engine.jni.frame.Command;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/** A loaded model, with just what the slots need of it. Thread-safe. */
final class NativeModel {
  /** The share of holes in the cache from which on they are closed. */
  private static final float ANY_HOLE = 1e-6f;

  private final LlamaModel model;
  private final NativeCompletions completions;
  private final int context;
  private final CacheRoom room;

  private NativeModel(LlamaModel model, Command.Load load) {
    this.model = model;
    this.context = load.context();
    this.room = new CacheRoom(load.context(), load.slots(), load.layers());
    this.completions = new NativeCompletions(model);
  }

  /**
   * @param load which model, and how
   * @param progress told the fraction read, 0 to 1, now and then
   * @throws RuntimeException if the model cannot be loaded
   */
  static NativeModel load(Command.Load load, DoubleConsumer progress) {
    LlamaModel.setLogger(LogFormat.TEXT, new LoadLog(progress));
    return new NativeModel(new LlamaModel(parameters(load)), load);
  }

  private static ModelParameters parameters(Command.Load load) {
    return new ModelParameters()
        .setModel(load.model())
        .setParallel(load.slots())
        .setCtxSize(Math.toIntExact(CacheCells.of(load.context(), load.slots())))
        // Close every hole that a slot leaves: CacheRoom counts on it.
        .setDefragThold(ANY_HOLE)
        .setThreads(load.threads())
        .setThreadsBatch(load.threads())
        .setGpuLayers(load.gpuLayers())
        // Dropping old tokens behind the caller's back is never wanted.
        .disableContextShift()
        // The model's own template would be parsed natively, where a bad one ends the process.
        .setChatTemplate("chatml");
  }

  /** Tokens of one slot, for prompt and answer. */
  int context() {
    return context;
  }

  /** The room of the slots in the cache that they share. */
  CacheRoom room() {
    return room;
  }

  int[] tokenize(List<String> texts) {
    int[][] parts = texts.stream().map(model::encode).toArray(int[][]::new);
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  String detokenize(int[] tokens) {
    return new String(completions.bytesOf(tokens), StandardCharsets.UTF_8);
  }

  int request(String json) {
    return completions.request(json);
  }

  NativeCompletions.Result receive(int task) {
    return completions.receive(task);
  }

  void cancel(int task) {
    completions.cancel(task);
  }
}
