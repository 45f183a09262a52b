package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.child.Desk;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One request to a llama-server, for one answer or several to one prompt: sends it and reports what
 * comes back. {@link #run} is for one thread, which it blocks; {@link #cancel} may be called from
 * any.
 */
final class CompletionRun {
  private static final String DATA = "data: ";
  private static final String ERROR = "error: ";

  private final ObjectMapper mapper;
  private final int slot;
  private final List<ChoiceStream> choices = new ArrayList<>();
  private HttpExchange exchange;
  private boolean cancelled;

  /**
   * @param slot which slot is to take it; negative for any
   * @param guess how many tokens of the prompt the slot is thought to know
   */
  CompletionRun(ObjectMapper mapper, Desk desk, Ticket first, int slot, int guess) {
    this.mapper = mapper;
    this.slot = slot;
    choices.add(new ChoiceStream(desk, first, guess));
    first.companions().forEach(other -> choices.add(new ChoiceStream(desk, other, guess)));
  }

  /** The jobs that it is for. */
  List<Long> ids() {
    return choices.stream().map(ChoiceStream::id).toList();
  }

  /**
   * Whether it may hold other slots than those that it was given: which slots its other answers
   * get, llama-server does not say in time.
   */
  boolean elsewhere() {
    return slot < 0 || choices.size() > 1;
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if the connection breaks; nothing is reported then
   */
  void run(Endpoint endpoint) throws IOException {
    try (HttpExchange open = Exchange.open(endpoint)) {
      if (register(open)) {
        ObjectNode body = CompletionBody.of(choices.get(0).request(), slot);
        if (choices.size() > 1) {
          body.put("n", choices.size());
        }
        byte[] json = mapper.writeValueAsBytes(body);
        read(open, open.send("POST", "/completion", Exchange.headers(endpoint), json));
      }
    } catch (IOException e) {
      if (!isCancelled()) {
        throw e;
      }
    }
  }

  /** Fails what is not over. */
  void fail(String message) {
    choices.forEach(choice -> choice.fail(message));
  }

  /** Ends all of it. */
  void cancel() {
    ids().forEach(this::cancel);
  }

  /**
   * Ends one answer. When none is left, so is the request: a llama-server gives up what it does for
   * a connection that is closed.
   */
  void cancel(long id) {
    boolean last = choices.stream().allMatch(choice -> choice.id() == id || choice.over());
    if (last) {
      close();
    }
    choices.stream().filter(choice -> choice.id() == id).forEach(ChoiceStream::cancel);
  }

  private synchronized void close() {
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
      fail(message(open.text()));
      return;
    }
    for (String line = open.line(); line != null; line = open.line()) {
      if (line.startsWith(ERROR)) {
        fail(message(line.substring(ERROR.length())));
      } else if (line.startsWith(DATA)) {
        take(mapper.readTree(line.substring(DATA.length())));
      }
      if (choices.stream().allMatch(ChoiceStream::over)) {
        return;
      }
    }
    throw new IOException("The answer has no end");
  }

  private void take(JsonNode event) {
    int index = event.path("index").asInt();
    if (event.has("error")) {
      fail(event.at("/error/message").asText());
    } else if (index < choices.size()) {
      choices.get(index).take(event);
    }
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
