package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.child.SamplingJson;

/**
 * The body of a llama-server's {@code POST /completion}: known fields only, each checked before.
 */
final class CompletionBody {
  private CompletionBody() {}

  static ObjectNode of(GenerationRequest request, int slot) {
    ObjectNode body = SamplingJson.of(request);
    ArrayNode prompt = body.putArray("prompt");
    for (int token : request.prompt()) {
      prompt.add(token);
    }
    // One at least: without, it tells nothing of the token that was chosen either.
    request.topLogprobs().ifPresent(top -> body.put("n_probs", Math.max(1, top)));
    // What is read from the cache differs in its last bits from what is computed anew.
    body.put("cache_prompt", !request.repeatable());
    body.putArray("response_fields")
        .add("index")
        .add("content")
        .add("stop")
        .add("stop_type")
        .add("tokens_predicted")
        .add("timings");
    return body.put("id_slot", slot)
        .put("n_predict", request.maxTokens())
        .put("return_progress", true)
        .put("stream", true);
  }
}
