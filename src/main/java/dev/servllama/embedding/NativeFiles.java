package dev.servllama.embedding;

import java.nio.file.Path;

/**
 * The files of the native side.
 *
 * @param classes the folder of its classes
 * @param onnx the folder of ONNX Runtime's libraries
 * @param tokenizers the library of the tokenizers
 */
record NativeFiles(Path classes, Path onnx, Path tokenizers) {}
