/**
 * Which files and collections there are, on the disk: a file of JSON for each thing, written beside
 * and put in place whole. What stands here is the truth; the index is made from it.
 */
package dev.servllama.documents.catalog;
