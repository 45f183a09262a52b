/**
 * What can go wrong, as one sealed hierarchy. It knows nothing of HTTP: {@code dev.servllama.http}
 * is the only place where an error becomes a status.
 */
package dev.servllama.error;
