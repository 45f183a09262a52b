package dev.servllama.chat;

/**
 * How a model's prompts are made here.
 *
 * @param template makes them of conversations
 * @param vocabulary what the model reads and writes
 * @param pieces what its tokens write
 */
public record Prompting(ConversationTemplate template, Vocabulary vocabulary, TokenPieces pieces) {}
