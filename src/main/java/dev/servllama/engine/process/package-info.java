/**
 * A supervised child process: start, heartbeat, restart with back-off, a bounded tail of its
 * standard error, an end together with its parent. It knows nothing of models.
 */
package dev.servllama.engine.process;
