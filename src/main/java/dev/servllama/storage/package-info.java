/** What makes changes of files last: forced to disk, whole or absent, by one writer at a time. */
package dev.servllama.storage;
