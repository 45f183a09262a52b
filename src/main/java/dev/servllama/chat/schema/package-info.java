/**
 * JSON answers on demand: turns {@code response_format} into a grammar that llama.cpp samples
 * under, and checks the finished answer once more.
 *
 * <p>Every keyword of a schema either holds in the grammar or is refused with its place; none is
 * dropped. Objects and arrays become context-free rules, one for each place in the schema; strings
 * and numbers become deterministic automata, so that the engine follows one path at a time.
 */
package dev.servllama.chat.schema;
