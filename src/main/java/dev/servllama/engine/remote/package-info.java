/**
 * An OpenAI-compatible server or cluster elsewhere as the engine: requests go there as they are.
 */
package dev.servllama.engine.remote;
