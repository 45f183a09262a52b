package dev.servllama.http;

import dev.servllama.chat.Grounding;
import dev.servllama.chat.Grounding.GroundedConversation;
import dev.servllama.chat.Grounding.GroundedPrompt;
import dev.servllama.chat.Options;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TextPrompt;
import dev.servllama.chat.Turn;
import dev.servllama.documents.DocumentCollection;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.Citations;
import dev.servllama.retrieval.Retriever;
import dev.servllama.retrieval.Snippet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the documents that a request asks into its prompt. Thread-safe. */
public final class DocumentContext {
  private static final String FIELD = "collections";

  /** Of a text that is continued, what it ends with says what it is about. */
  private static final int QUESTION = 1000;

  private final StoreAccess access;
  private final Retriever retriever;
  private final List<String> defaults;
  private final Grounding grounding = new Grounding();

  /**
   * @param defaults the names of the collections for requests that name none
   */
  public DocumentContext(StoreAccess access, Retriever retriever, List<String> defaults) {
    this.access = access;
    this.retriever = retriever;
    this.defaults = List.copyOf(defaults);
  }

  /**
   * The documents that a request asks.
   *
   * @param names those that it names; empty for the defaults, as far as it may see them
   * @throws dev.servllama.error.NotFoundException if there is none of a name, which it tells
   */
  AskedDocuments asked(HttpServletRequest request, Optional<List<String>> names) {
    if (names.isEmpty() && defaults.isEmpty()) {
      return new AskedDocuments(List.of(), false, new Patience(Duration.ZERO));
    }
    Patience patience = Patience.of(request);
    Set<DocumentCollection> collections = new LinkedHashSet<>();
    if (names.isPresent()) {
      for (String name : names.get()) {
        collections.add(access.require(request, name, FIELD));
      }
    } else {
      access.list(request).stream()
          .filter(each -> defaults.contains(each.store().name()))
          .forEach(collections::add);
    }
    return new AskedDocuments(List.copyOf(collections), names.isPresent(), patience);
  }

  /** A conversation with what was found, and what is said of that; null if nothing was asked. */
  record Conversation(List<Turn> turns, Citations citations) {}

  Conversation conversation(
      AskedDocuments asked, ServedModel model, List<Turn> turns, Options options) {
    if (asked.isNone()) {
      return new Conversation(turns, null);
    }
    int unfinished = asked.unfinished();
    List<Snippet> found = find(asked, Grounding.userMessages(turns));
    GroundedConversation grounded = grounding.conversation(model, turns, found, options);
    return new Conversation(
        grounded.turns(), AskedDocuments.citations(grounded.used(), unfinished));
  }

  /** Prompts with what was found, and what is said of that, one for each prompt or none. */
  record Prompts(List<TextPrompt> prompts, List<Citations> citations) {}

  Prompts prompts(
      AskedDocuments asked, ServedModel model, List<TextPrompt> prompts, Options options) {
    if (asked.isNone()) {
      return new Prompts(prompts, List.of());
    }
    int unfinished = asked.unfinished();
    List<TextPrompt> all = new ArrayList<>();
    List<Citations> citations = new ArrayList<>();
    for (TextPrompt prompt : prompts) {
      List<Snippet> used = List.of();
      if (prompt instanceof TextPrompt.Text text) {
        List<Snippet> found = find(asked, List.of(question(text.text())));
        GroundedPrompt grounded = grounding.prompt(model, text, found, options);
        all.add(grounded.prompt());
        used = grounded.used();
      } else if (asked.named()) {
        throw InvalidRequestException.of(FIELD, "It needs a prompt that is text, and no 'suffix'.");
      } else {
        all.add(prompt);
      }
      citations.add(AskedDocuments.citations(used, unfinished));
    }
    return new Prompts(all, citations);
  }

  private List<Snippet> find(AskedDocuments asked, List<String> messages) {
    return asked.collections().isEmpty() || messages.isEmpty()
        ? List.of()
        : retriever.find(access.documents(), asked.collections(), messages);
  }

  private static String question(String prompt) {
    return prompt.length() <= QUESTION ? prompt : prompt.substring(prompt.length() - QUESTION);
  }
}
