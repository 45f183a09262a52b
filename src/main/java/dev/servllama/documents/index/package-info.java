/** Finds chunks by their words and by their meaning: a Lucene index for each collection. */
package dev.servllama.documents.index;
