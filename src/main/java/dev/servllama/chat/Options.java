package dev.servllama.chat;

import dev.servllama.chat.schema.JsonGrammar;
import dev.servllama.engine.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an answer is to be made.
 *
 * @param maxTokens at most, for each choice; where it is absent the context is the limit
 * @param sampling how tokens are chosen
 * @param stop an answer ends before the first of these
 * @param choices how many answers to each prompt, at least 1
 * @param grammar what an answer must be
 * @param topLogprobs of how many of the likeliest tokens in each place to tell how likely they
 *     were; empty tells of none, not even of those chosen
 */
public record Options(
    OptionalInt maxTokens,
    Sampling sampling,
    List<String> stop,
    int choices,
    Optional<JsonGrammar> grammar,
    OptionalInt topLogprobs) {}
