package dev.servllama.engine.remote;

/**
 * A model that the server elsewhere has.
 *
 * @param id its name there
 * @param created in seconds since 1970, as it says
 */
public record RemoteModel(String id, long created) {}
