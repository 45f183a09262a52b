package dev.servllama.documents.parsing.worker;

/**
 * How much is read of a document.
 *
 * @param pages at most
 * @param characters of text at most
 * @param unpacked bytes that an archive may have when it is unpacked
 */
record ReaderLimits(int pages, int characters, long unpacked) {}
