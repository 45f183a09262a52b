/**
 * The wire format of the OpenAI API: requests read strictly from JSON, and responses, chunks and
 * errors as records that Jackson writes. Reading fails with {@link
 * dev.servllama.error.InvalidRequestException} only, whose {@code param} is the path of the field
 * at fault. Nothing here knows a model: what depends on one (the vocabulary, the context's length)
 * is checked later.
 *
 * <p>Field names, ranges and meanings follow OpenAI's API reference as its Python client's types
 * (release 3.54.0) state it; every field of that reference stands in {@link
 * dev.servllama.openai.ParameterTable} with what becomes of it here.
 */
package dev.servllama.openai;
