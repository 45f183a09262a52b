package dev.servllama.chat;

import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Sampling;
import java.util.OptionalLong;

/** Several choices of one request must differ even where it names a seed, and be the same again. */
final class Seeds {
  private Seeds() {}

  static GenerationRequest apart(GenerationRequest request, int choice) {
    Sampling s = request.sampling();
    if (choice == 0 || s.seed().isEmpty()) {
      return request;
    }
    Sampling own =
        new Sampling(
            s.temperature(),
            s.topP(),
            s.topK(),
            s.minP(),
            s.presencePenalty(),
            s.frequencyPenalty(),
            s.repeatPenalty(),
            s.logitBias(),
            OptionalLong.of(s.seed().getAsLong() + choice));
    return request.with(own);
  }
}
