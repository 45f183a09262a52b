package dev.servllama.http;

import dev.servllama.chat.Answer;

/**
 * An answer on its way to a client.
 *
 * @param answer that nobody has read from yet
 * @param format what it looks like
 */
record Delivery(Answer answer, AnswerFormat format) {}
