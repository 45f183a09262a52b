package dev.servllama.engine.llamaserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LoadFailureTest {

  @Test
  void tellsTheFirstFailureWithoutWhatStandsBeforeIt() {
    String tail =
        "0.00.069.914 I srv    load_model: loading model 'a.gguf'\n"
            + "0.00.081.101 E llama_model_load: error loading model: unknown architecture\n"
            + "0.00.081.230 E srv  llama_server: exiting due to model loading error\n";
    assertEquals(
        "llama_model_load: error loading model: unknown architecture", LoadFailure.in(tail));
  }

  @Test
  void tellsTheLastLineWhereNoneSoundsLikeAFailureAndSaysSoWhereThereIsNone() {
    assertEquals("Bye", LoadFailure.in("Hello\nBye\n\n"));
    assertEquals("it ended without a word.", LoadFailure.in(""));
  }
}
