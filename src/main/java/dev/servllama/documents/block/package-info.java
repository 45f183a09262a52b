/** What a document consists of, in the form in which it leaves the process that reads it. */
package dev.servllama.documents.block;
