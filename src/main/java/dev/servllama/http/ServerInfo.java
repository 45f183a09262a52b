package dev.servllama.http;

/**
 * What the server says of itself.
 *
 * @param version of servllama
 */
public record ServerInfo(String version) {}
