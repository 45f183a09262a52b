package dev.servllama.http;

/**
 * The largest file that may be uploaded.
 *
 * @param bytes of its content
 */
public record FileLimit(long bytes) {}
