/**
 * Reads what a GGUF file says of itself, in Java and before anything native sees the file: its
 * metadata and the table of its tensors, with every number checked against the length of the file.
 * The format is that of the GGUF specification in ggml's documentation, versions 2 and 3, little
 * endian.
 */
package dev.servllama.models.gguf;
