package dev.servllama.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a model is to learn: a prompt and the response that is wanted.
 *
 * @param prompt what is asked, kept as it came
 * @param response what is to be answered
 * @param meta whatever else is known of it; not to be changed
 */
public record Example(String prompt, String response, Optional<ObjectNode> meta) {}
