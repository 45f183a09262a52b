package dev.servllama.models.pull;

/**
 * What a file must be, as far as it is known beforehand.
 *
 * @param sizeBytes its exact length
 * @param sha256 its SHA-256 in lower-case hexadecimal; empty when nobody tells it
 */
record Checksum(long sizeBytes, String sha256) {}
