/**
 * Texts become vectors. {@link dev.servllama.embedding.Embedder} is all that others know; behind it
 * requests are tokenized, queued, batched by length and run by ONNX Runtime.
 */
package dev.servllama.embedding;
