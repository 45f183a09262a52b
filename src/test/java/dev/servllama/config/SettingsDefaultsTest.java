package dev.servllama.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {
  private static final Settings DEFAULTS =
      new Settings(
          new Settings.Server(
              "127.0.0.1",
              8000,
              List.of(),
              Optional.empty(),
              Optional.empty(),
              true,
              List.of(),
              4_194_304,
              false,
              Duration.ofSeconds(30)),
          new Settings.Model(
              Path.of("models"),
              Optional.empty(),
              OptionalInt.empty(),
              4,
              Runtime.getRuntime().availableProcessors(),
              OptionalInt.empty(),
              64,
              1,
              Optional.of(Duration.ofMinutes(5)),
              Map.of()),
          new Settings.Engine(
              Settings.Engine.Kind.AUTO, Optional.empty(), Optional.empty(), Optional.empty()),
          new Settings.Pull(URI.create("https://huggingface.co"), Optional.empty()),
          new Settings.Embedding(
              "all-minilm-l6-v2",
              "cpu",
              Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
          new Settings.Training(Path.of("data", "training"), Optional.empty()),
          new Settings.Documents(Path.of("data", "documents"), Map.of(), List.of(), 536_870_912L),
          true,
          false,
          Path.of("data"));

  @Test
  void everySettingHasItsDefaultWhereNothingIsGiven() {
    assertEquals(DEFAULTS, Read.layers(List.of()));
  }

  @Test
  void anEmptyValueCountsAsNone() {
    Map<String, String> empty =
        Arrays.stream(Setting.values()).collect(Collectors.toMap(Enum::name, setting -> " \t"));

    assertEquals(DEFAULTS, Read.layers(List.of(empty)));
  }

  @Test
  void theDefaultsThatStandInTheTableAreReadLikeValues() {
    Map<String, String> given =
        Arrays.stream(Setting.values())
            .filter(setting -> setting.fallback().isPresent())
            .collect(Collectors.toMap(Enum::name, setting -> setting.fallback().orElseThrow()));

    assertEquals(DEFAULTS, Read.layers(List.of(given)));
  }

  @Test
  void theContextPathIsTheRoot() {
    assertEquals(Optional.of("/"), Setting.CONTEXT_PATH.fallback());
  }

  @Test
  void theFirstLayerThatHasANameWins() {
    Settings settings =
        Read.layers(
            List.of(
                Map.of("PORT", ""),
                Map.of("PORT", "1", "HOST", "a"),
                Map.of("PORT", "2"), //
                Map.of("HOST", "b", "MODEL_NAME", "m.gguf")));

    assertEquals(1, settings.server().port());
    assertEquals("a", settings.server().host());
    assertEquals(Optional.of("m.gguf"), settings.model().name());
  }

  @Test
  void blanksAroundAValueAreNotPartOfIt() {
    assertEquals("::1", Read.with("HOST", "  ::1\n").server().host());
  }

  @Test
  void listsAreSeparatedByCommas() {
    assertEquals(
        List.of(
            new Settings.ApiKey(Optional.empty(), "sk-a"),
            new Settings.ApiKey(Optional.of("bob"), "sk:b")),
        Read.with("API_KEYS", " sk-a, ,bob:sk:b,").server().apiKeys());
    assertEquals(
        List.of("https://a.example", "*", "chrome-extension://abc"),
        Read.with("ALLOWED_ORIGINS", "https://a.example,*,chrome-extension://abc")
            .server()
            .allowedOrigins());
  }

  @Test
  void namesOfOriginsAreInLowerCaseAsBrowsersSendThem() {
    assertEquals(
        List.of("https://chat.example.org:8443"),
        Read.with("ALLOWED_ORIGINS", "HTTPS://Chat.Example.ORG:8443").server().allowedOrigins());
  }

  @Test
  void anAliasMayHoldFurtherEqualsSigns() {
    Settings settings = Read.with("MODEL_ALIASES", "gpt-4o = small.gguf, * = a=b");

    assertEquals(Map.of("gpt-4o", "small.gguf", "*", "a=b"), settings.model().aliases());
  }

  @Test
  void noKeyIsSeenInTheTextOfTheSettings() {
    Settings settings =
        Read.layers(
            List.of(
                Map.of("API_KEYS", "sk-secret,bob:sk-secret2", "DEFAULT_API_KEY", "sk-secret3")));

    assertFalse((settings + settings.server().apiKeys().toString()).contains("secret"));
  }

  @Test
  void flagsAreReadInAnyCase() {
    assertEquals(false, Read.with("REQUIRE_API_KEY", "FALSE").server().requireApiKey());
    assertEquals(true, Read.with("RELOAD", "True").server().reload());
  }

  @Test
  void theLimitsThemselvesAreGood() {
    Function<String, Settings.Server> port = value -> Read.with("PORT", value).server();

    assertEquals(0, port.apply("0").port());
    assertEquals(65_535, port.apply("65535").port());
    assertEquals(0, Read.with("MAX_QUEUE", "0").model().maxQueue());
    assertEquals(OptionalInt.of(64), Read.with("CONTEXT_LENGTH", "64").model().contextLength());
    assertEquals(1L << 30, Read.with("MAX_BODY_BYTES", "1073741824").server().maxBodyBytes());
  }

  @Test
  void addressesAreReadWhateverTheCaseOfTheirScheme() {
    assertEquals(
        "mirror.example",
        Read.with("HF_ENDPOINT", "HTTPS://mirror.example").pull().endpoint().getHost());
  }
}
