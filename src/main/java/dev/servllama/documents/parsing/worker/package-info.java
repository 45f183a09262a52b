/**
 * The process that reads documents: its main class and a reader for each format. What comes in is
 * trusted in nothing; whatever a reader does, it does here.
 */
package dev.servllama.documents.parsing.worker;
