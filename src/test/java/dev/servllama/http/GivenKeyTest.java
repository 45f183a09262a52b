package dev.servllama.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenKeyTest {

  @ParameterizedTest
  @CsvSource({
    "Bearer sk-1, , , sk-1",
    "bearer   sk-1, , , sk-1",
    "Bearer sk-1, sk-2, sk-3, sk-1",
    ", ' sk-2 ', sk-3, sk-2",
    ", '', sk-3, sk-3",
    ", , sk-3, sk-3",
    "Basic YTpi, sk-2, , sk-2",
    "Basic YTpi, , , ",
    "Bearer a b, , , ",
    ", , , ",
  })
  void isTheFirstOfThreeThatIsThere(String bearer, String anthropic, String azure, String key) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", bearer);
    headers.put("x-api-key", anthropic);
    headers.put("api-key", azure);

    assertEquals(Optional.ofNullable(key), GivenKey.in(headers::get));
  }
}
