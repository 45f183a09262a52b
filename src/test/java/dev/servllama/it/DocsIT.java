package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages that show the API's document, under a path and behind a proxy. */
class DocsIT {
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @ParameterizedTest
  @EnumSource(names = {"STANDALONE", "TOMCAT"})
  void loadNothingFromElsewhereAndWorkUnderAnyPath(ServerKind kind)
      throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.of(kind).with(Map.of("API_KEYS", ReadyServer.KEY)).at("/some/path");
    try (RunningServer server = RunningServer.start(setup)) {
      for (String name : List.of("docs", "redoc")) {
        HttpResponse<String> page = get(server.url(name));
        assertEquals(200, page.statusCode(), server::logTail);
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().matches("(?s).*(<script>|<style|style=| on[a-z]+=).*"));
        List<String> addresses =
            ADDRESS.matcher(page.body()).results().map((MatchResult m) -> m.group(1)).toList();
        assertTrue(addresses.size() >= 2, addresses::toString);
        for (String address : addresses) {
          assertTrue(address.matches("(assets|chat/static)/[a-z.-]+"), address);
          assertEquals(200, get(server.url(name).resolve(address)).statusCode(), address);
        }
      }
      HttpResponse<String> document = get(server.url("openapi.json"));
      assertEquals(200, document.statusCode());
      assertEquals(".", ReadyServer.tree(document.body()).at("/servers/0/url").asText());
      assertFalse(document.body().contains("/some/path"));
      assertFalse(document.body().contains("proxy.example"));
      HttpResponse<String> slash = get(server.url("docs/"));
      assertEquals(302, slash.statusCode());
      assertEquals("../docs", slash.headers().firstValue("Location").orElse(""));
    }
  }

  private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url)
                .headers(
                    "X-Forwarded-Host", "proxy.example",
                    "X-Forwarded-Proto", "https",
                    "X-Forwarded-Prefix", "/elsewhere")
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
