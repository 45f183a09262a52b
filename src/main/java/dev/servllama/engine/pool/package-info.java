/**
 * Several models, of which so many are in memory as fit: each is an engine that loads its model
 * when it is asked, and gives way to another when it is not. Knows nothing of files; a {@link
 * dev.servllama.engine.pool.ModelSource} starts the real engine.
 */
package dev.servllama.engine.pool;
