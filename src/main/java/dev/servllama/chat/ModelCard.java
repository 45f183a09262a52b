package dev.servllama.chat;

/**
 * What people want to know of a model.
 *
 * @param name as its maker has it
 * @param architecture such as {@code llama}
 * @param parameters how many weights
 * @param bytes of its files
 * @param quantization how most weights are stored, such as {@code Q4_1}
 * @param trainedContext the tokens of context that it was trained for
 * @param context the tokens of prompt and answer together that it runs with
 */
public record ModelCard(
    String name,
    String architecture,
    long parameters,
    long bytes,
    String quantization,
    int trainedContext,
    int context) {}
