/** A llama-server of the user's own as the engine: a guarded child, spoken to by HTTP. */
package dev.servllama.engine.llamaserver;
