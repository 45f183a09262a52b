package dev.servllama.engine.llamaserver;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a llama-server is started with.
 *
 * @param program llama-server
 * @param model the GGUF file, checked before
 * @param slots generations at once, at least 1
 * @param context tokens of one slot for prompt and answer
 * @param vocabulary how many tokens the model knows
 * @param threads for computing
 * @param gpuLayers layers on the GPU; empty lets llama-server decide
 * @param maxQueue jobs that may wait
 * @param guardClasspath folders with the guard's class
 */
public record LlamaServerSettings(
    Path program,
    Path model,
    int slots,
    int context,
    int vocabulary,
    int threads,
    OptionalInt gpuLayers,
    int maxQueue,
    List<Path> guardClasspath) {}
