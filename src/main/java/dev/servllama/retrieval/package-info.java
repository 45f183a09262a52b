/** Finds what the user's documents say to a conversation. */
package dev.servllama.retrieval;
