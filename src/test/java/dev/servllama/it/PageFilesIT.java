package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that the pages are made of, and what they may do. */
class PageFilesIT {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.standalone(Map.of("API_KEYS", "sk-a", "DEFAULT_API_KEY", "sk-a"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "status"})
  void pagesRunNothingButTheirOwnScripts(String page) throws IOException, InterruptedException {
    HttpResponse<String> response = Http.get(server.url(page));

    assertEquals(200, response.statusCode(), server::logTail);
    String policy = response.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
    assertTrue(policy.contains("require-trusted-types-for 'script'"));
    assertFalse(policy.contains("unsafe"));
    assertFalse(response.body().matches("(?s).*<(script|link)[^>]*(src|href)=\"(/|http).*"));
    assertFalse(response.body().matches("(?s).*(<style|<script>| style=| on[a-z]+=).*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "status"})
  void aSlashTooManyLeadsToThePage(String page) throws IOException, InterruptedException {
    HttpResponse<String> response = Http.get(server.url(page + "/?model=x%26y"));

    assertEquals(302, response.statusCode(), server::logTail);
    assertEquals(
        "../" + page + "?model=x%26y", response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void pagesAreToldOfTheSettingsThatConcernThem() throws IOException, InterruptedException {
    JsonNode config = ReadyServer.tree(Http.get(server.url("chat/config")).body());

    assertTrue(config.path("require_key").asBoolean());
    assertEquals("sk-a", config.path("default_key").asText());
    assertFalse(config.path("feedback").asBoolean(true));
    assertEquals(40, config.at("/defaults/top_k").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat/static/chat/main.js",
        "chat/static/css/base.css",
        "chat/static/icon.svg",
        "chat/static/lib/marked/marked.esm.js",
        "chat/static/lib/dompurify/purify.es.mjs",
        "chat/static/lib/highlightjs/highlight.min.js",
        "chat/static/lib/katex/katex.mjs",
        "chat/static/lib/katex/fonts/KaTeX_Main-Regular.woff2",
        "chat/static/lib/uplot/uPlot.esm.js"
      })
  void filesAreSentOnceAndThenConfirmed(String path) throws IOException, InterruptedException {
    HttpResponse<String> first = Http.get(server.url(path));
    assertEquals(200, first.statusCode());
    assertEquals("nosniff", first.headers().firstValue("X-Content-Type-Options").orElse(""));
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpRequest again =
        HttpRequest.newBuilder(server.url(path)).header("If-None-Match", tag).build();
    assertEquals(304, HttpClient.newHttpClient().send(again, BodyHandlers.ofString()).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat/static/",
        "chat/static/chat",
        "chat/static/none.js",
        "chat/static/../../WEB-INF/web.xml",
        "chat/static/%2e%2e/%2e%2e/WEB-INF/web.xml",
        "chat/static/lib/../simplelogger.properties",
        "chat/static/lib/all-minilm-l6-v2.onnx",
        "WEB-INF/pages/chat.jsp",
        "chat.jsp"
      })
  void nothingElseIsServed(String path) throws IOException {
    String response =
        Http.raw(
            server.url(""),
            "GET /%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
    assertTrue(response.matches("(?s)HTTP/1.1 (400|401|404) .*"), response);
  }

  @Test
  void whatTheStatusPageShowsNeedsAKey() throws IOException, InterruptedException {
    for (String path : new String[] {"metrics/history", "status/models", "metrics"}) {
      assertEquals(401, Http.get(server.url(path)).statusCode(), path);
    }
  }
}
