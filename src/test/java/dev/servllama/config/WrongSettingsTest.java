package dev.servllama.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "PORT, -1, 'expected a whole number from 0 to 65535, but got ''-1'''",
    "PORT, 65536, 'expected a whole number from 0 to 65535, but got ''65536'''",
    "PORT, 80a, 'expected a whole number from 0 to 65535, but got ''80a'''",
    "PORT, 8e3, 'expected a whole number from 0 to 65535, but got ''8e3'''",
    "PORT, 99999999999999999999, 'from 0 to 65535, but got ''99999999999999999999'''",
    "CONTEXT_LENGTH, 63, 'expected a whole number from 64 to 16777216, but got ''63'''",
    "PARALLEL, 0, 'expected a whole number from 1 to 256, but got ''0'''",
    "PARALLEL, 257, 'expected a whole number from 1 to 256, but got ''257'''",
    "THREADS, 0, 'expected a whole number from 1 to 1024, but got ''0'''",
    "GPU_LAYERS, -1, 'expected a whole number from 0 to 100000, but got ''-1'''",
    "MAX_QUEUE, -1, 'expected a whole number from 0 to 100000, but got ''-1'''",
    "MAX_BODY_BYTES, 1023, 'expected a whole number from 1024 to 1073741824, but got ''1023'''",
    "MAX_BODY_BYTES, 4MB, 'expected a whole number from 1024 to 1073741824, but got ''4MB'''",
    "REQUIRE_API_KEY, no, 'expected true or false, but got ''no'''",
    "RELOAD, 1, 'expected true or false, but got ''1'''",
    "ALLOWED_ORIGINS, chat.example.org, '''chat.example.org'' is not an origin such as'",
    "ALLOWED_ORIGINS, https://a.example/, '''https://a.example/'' is not an origin such as'",
    "ALLOWED_ORIGINS, https://[, '''https://['' is not an origin such as'",
    "ALLOWED_ORIGINS, https://%zz, '''https://%zz'' is not an origin such as'",
    "ALLOWED_ORIGINS, https://a@b, '''https://a@b'' is not an origin such as'",
    "MODEL_ALIASES, gpt-4o, '''gpt-4o'' is not of the form NAME=ID'",
    "MODEL_ALIASES, =a, '''=a'' is not of the form NAME=ID'",
    "MODEL_ALIASES, a=, '''a='' is not of the form NAME=ID'",
    "HF_ENDPOINT, huggingface.co, '''huggingface.co'' is not an http or https address'",
    "HF_ENDPOINT, file:///etc, '''file:///etc'' is not an http or https address'",
    "HF_ENDPOINT, https://, '''https://'' is not an http or https address'",
    "ENGINE, http://me:geheim@gpu.example/v1, 'its key belongs into ENGINE_API_KEY'",
    "EMBEDDING_DEVICE, gpu, 'expected cpu, cuda or mps, but got ''gpu'''",
    "EMBEDDING_THREADS, 0, 'expected a whole number from 1 to 1024, but got ''0'''",
    "EMBEDDING_MODEL, all-minilm, '''all-minilm'' is neither all-minilm-l6-v2, all-minilm-l6-v2-q'",
    "EMBEDDING_MODEL, src, 'there is no tokenizer.json in the folder ''src'''",
    "EMBEDDING_MODEL, src, 'there is no model.onnx in the folder ''src'''",
    "API_KEYS, a b, 'a key may hold visible ASCII characters only, no blanks inside'",
    "DEFAULT_API_KEY, a b, 'a key may hold visible ASCII characters only, no blanks inside'",
    "API_KEYS, schlüssel, 'a key may hold visible ASCII characters only, no blanks inside'",
  })
  void saysWhatIsWrongWithAValue(String name, String value, String problem) {
    String message = Read.problems(Map.of(name, value));

    assertTrue(message.contains("\n  - " + name + ": "), message);
    assertTrue(message.contains(problem), message);
  }

  @ParameterizedTest
  @CsvSource({"MODELS_DIR", "DATA_DIR", "EMBEDDING_MODEL"})
  void saysWhatIsNoPath(String name) {
    assertTrue(Read.problems(Map.of(name, "a\0b")).contains("is not a path"));
  }

  @Test
  void reportsEveryProblemAtOnce() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("PORT", "x");
    given.put("PARALLEL", "0");
    given.put("RELOAD", "maybe");
    given.put("HF_ENDPOINT", "nowhere");
    given.put("MODEL_ALIASES", "a,b=c,d");
    given.put("MODEL_NAMES", "m.gguf");
    given.put("EMBEDDING_DEVICE", "gpu");
    given.put("EMBEDDING_MODEL", "nowhere");

    assertEquals(10, Read.problems(given).split("\n").length);
  }

  @Test
  void neverRepeatsAKey() {
    assertFalse(Read.problems(Map.of("API_KEYS", "sk-geheim blank")).contains("geheim"));
    assertFalse(Read.problems(Map.of("API_KEY", "sk-geheim")).contains("geheim"));
    String engine = "http://me:geheim@gpu.example/v1";
    assertFalse(Read.problems(Map.of("ENGINE", engine)).contains("geheim"));
  }

  @Test
  void keepsSecretsOutOfItsText() {
    Settings settings =
        Read.layers(
            java.util.List.of(
                Map.of(
                    "API_KEYS", "sk-geheim",
                    "HF_TOKEN", "hf_geheim",
                    "HF_ENDPOINT", "https://user:geheim@mirror.example/hub")));
    String text = settings.toString();

    assertFalse(text.contains("geheim"), text);
    assertTrue(text.contains("apiKeys=1") && text.contains("mirror.example"), text);
  }
}
