/** Tests of the documents, with the real embedding model and the real parser process. */
package dev.servllama.documents;
