/** Finding, pulling, checking and describing the GGUF files that this server runs. */
package dev.servllama.models;
