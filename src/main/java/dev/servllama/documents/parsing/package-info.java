/**
 * Reads documents in a process of its own: formats are many, their files come from anywhere, and
 * what a reader does with them must not harm the server.
 */
package dev.servllama.documents.parsing;
