package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.TokenLogprob;
import dev.servllama.engine.child.Desk;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One generation in a llama-server: sends it and reports what comes back. {@link #run} is for one
 * thread, which it blocks; {@link #cancel} may be called from any.
 */
final class CompletionRun {
  private static final String DATA = "data: ";
  private static final String ERROR = "error: ";

  private final ObjectMapper mapper;
  private final Desk desk;
  private final Ticket ticket;
  private final int slot;
  private final int guess;
  private HttpExchange exchange;
  private boolean cancelled;
  private boolean begun;
  private int told;
  private final List<TokenLogprob> logprobs = new ArrayList<>();

  /**
   * @param guess how many tokens of the prompt the slot is thought to know, for a llama-server that
   *     does not say
   */
  CompletionRun(ObjectMapper mapper, Desk desk, Ticket ticket, int slot, int guess) {
    this.mapper = mapper;
    this.desk = desk;
    this.ticket = ticket;
    this.slot = slot;
    this.guess = guess;
  }

  long id() {
    return ticket.id();
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if the connection breaks; nothing is reported then
   */
  void run(Endpoint endpoint) throws IOException {
    try (HttpExchange open = Exchange.open(endpoint)) {
      if (register(open)) {
        byte[] body = mapper.writeValueAsBytes(CompletionBody.of(ticket.job().request(), slot));
        read(open, open.send("POST", "/completion", Exchange.headers(endpoint), body));
      }
    } catch (IOException e) {
      if (!isCancelled()) {
        throw e;
      }
    }
    if (isCancelled()) {
      desk.end(id(), EndReason.CANCELLED, told);
    }
  }

  /** Ends it: a llama-server gives up what it does for a connection that is closed. */
  synchronized void cancel() {
    cancelled = true;
    if (exchange != null) {
      try {
        exchange.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }

  private synchronized boolean register(HttpExchange open) {
    exchange = open;
    return !cancelled;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private void read(HttpExchange open, ResponseHead head) throws IOException {
    if (!head.ok()) {
      desk.fault(id(), message(open.text()));
      return;
    }
    for (String line = open.line(); line != null; line = open.line()) {
      if (line.startsWith(ERROR)) {
        desk.fault(id(), message(line.substring(ERROR.length())));
        return;
      }
      if (line.startsWith(DATA) && take(mapper.readTree(line.substring(DATA.length())))) {
        return;
      }
    }
    throw new IOException("The answer has no end");
  }

  /** Takes in an event. Returns whether it is the last. */
  private boolean take(JsonNode event) {
    if (event.has("error")) {
      desk.fault(id(), event.at("/error/message").asText());
      return true;
    }
    JsonNode progress = event.path("prompt_progress");
    begin(progress.path("cache").asInt(guess));
    if (progress.isObject()) {
      desk.promptRead(id(), progress.path("processed").asInt());
      return false;
    }
    int tokens = event.path("tokens_predicted").asInt();
    String text = event.path("content").asText();
    logprobs.addAll(TokenLogprobs.of(event, ticket.job().request().topLogprobs()));
    // An empty one may be an end token, which does not count.
    if (!text.isEmpty()) {
      desk.piece(id(), text, tokens - told, logprobs);
      told = tokens;
      logprobs.clear();
    }
    if (event.path("stop").asBoolean()) {
      end(event, tokens);
      return true;
    }
    return false;
  }

  private void begin(int cached) {
    if (!begun) {
      begun = true;
      desk.begun(id(), ticket.job().request().repeatable() ? 0 : cached);
    }
  }

  private void end(JsonNode event, int tokens) {
    String type = event.path("stop_type").asText();
    boolean limit = type.equals("limit");
    desk.end(
        id(),
        limit ? EndReason.LENGTH : EndReason.STOP,
        type.equals("eos") ? Math.max(0, tokens - 1) : tokens);
  }

  private String message(String json) {
    try {
      JsonNode tree = mapper.readTree(json);
      String text = tree.at("/error/message").asText(tree.path("message").asText());
      return text.isEmpty() ? "llama-server refused the request" : text;
    } catch (JsonProcessingException e) {
      return "llama-server gave an answer that is not JSON";
    }
  }
}
