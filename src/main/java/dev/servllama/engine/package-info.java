/**
 * The small interface behind which a model runs, and the admission of requests to its slots: a
 * place in a bounded queue is taken at the door or not at all.
 */
package dev.servllama.engine;
