package dev.servllama.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0ms",
    "120, 120ms",
    "1000, 1s",
    "1500, 1.5s",
    "1050, 1.05s",
    "59999, 59.999s",
    "60000, 1m0s",
    "360000, 6m0s",
    "3600000, 60m0s",
    "61500, 1m1.5s",
    "10000, 10s"
  })
  void writesTimesAsOpenAiDoes(long millis, String text) {
    assertEquals(text, RateLimitHeaders.text(Duration.ofMillis(millis)));
  }
}
