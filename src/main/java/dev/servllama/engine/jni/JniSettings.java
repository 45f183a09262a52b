package dev.servllama.engine.jni;

import java.nio.file.Path;
import java.util.List;

/**
 * What the child JVM is started with.
 *
 * @param model the GGUF file, checked before
 * @param slots generations at once, at least 1
 * @param context tokens of one slot for prompt and answer
 * @param vocabulary how many tokens the model knows
 * @param threads for computing
 * @param gpuLayers layers on the GPU
 * @param layers how many the model has
 * @param maxQueue jobs that may wait
 * @param classpath jars and folders of the worker: its classes, Jackson, de.kherud:llama
 */
public record JniSettings(
    Path model,
    int slots,
    int context,
    int vocabulary,
    int threads,
    int gpuLayers,
    int layers,
    int maxQueue,
    List<Path> classpath) {}
