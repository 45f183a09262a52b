/**
 * The user's own documents: uploaded files and folders, read, split, embedded and searched. {@link
 * dev.servllama.documents.Documents} is where the rest of the server begins.
 */
package dev.servllama.documents;
