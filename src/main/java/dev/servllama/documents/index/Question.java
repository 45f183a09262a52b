package dev.servllama.documents.index;

import java.util.Optional;

/**
 * What is looked for.
 *
 * @param text its words; may be any text
 * @param vector its meaning; empty to look for words only
 * @param weight how much it counts beside other questions
 */
public record Question(String text, Optional<float[]> vector, double weight) {}
