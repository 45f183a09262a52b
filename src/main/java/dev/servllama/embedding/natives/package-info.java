/**
 * The native libraries: ONNX Runtime and Hugging Face's tokenizers.
 *
 * <p>A class loader that has loaded a native library is never quite free of it: ONNX Runtime
 * registers a shutdown hook that cannot be taken back, and a library with threads of its own must
 * not be unloaded. So the classes of this package that touch them are loaded once in a JVM, by a
 * class loader that belongs to no web application, and stay; a web application that is deployed
 * again finds them there. Only types of the JDK cross the border.
 */
package dev.servllama.embedding.natives;
