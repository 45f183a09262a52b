package dev.servllama.openai;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of each field of a request: those of OpenAI's reference first, then those that other
 * servers add. A field that is in neither is ignored. Immutable.
 */
public final class ParameterTable {
  private static final ParameterTable CHAT =
      new ParameterTable(ReferenceParameters.chat(), ExtensionParameters.chat());
  private static final ParameterTable COMPLETIONS =
      new ParameterTable(ReferenceParameters.completions(), ExtensionParameters.completions());

  private static final ParameterTable EMBEDDINGS =
      new ParameterTable(ReferenceParameters.embeddings(), ExtensionParameters.embeddings());

  private static final ParameterTable TOKENIZE =
      new ParameterTable(TokenizeParameters.rows(), List.of());

  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  private ParameterTable(List<Parameter> reference, List<Parameter> extensions) {
    reference.forEach(this::add);
    extensions.forEach(this::add);
  }

  private void add(Parameter parameter) {
    if (byName.put(parameter.name(), parameter) != null) {
      throw new IllegalStateException(parameter.name() + " stands twice in the table");
    }
  }

  /** The table of {@code POST /v1/chat/completions}. */
  public static ParameterTable chat() {
    return CHAT;
  }

  /** The table of {@code POST /v1/completions}. */
  public static ParameterTable completions() {
    return COMPLETIONS;
  }

  /** The table of {@code POST /v1/embeddings}. */
  public static ParameterTable embeddings() {
    return EMBEDDINGS;
  }

  /** The table of {@code POST /v1/tokenize}, which is no path of OpenAI's. */
  public static ParameterTable tokenize() {
    return TOKENIZE;
  }

  /** All rows, for the documentation. */
  public List<Parameter> parameters() {
    return List.copyOf(byName.values());
  }

  /** The row of a field; empty if no reference knows it and it is ignored. */
  public Optional<Parameter> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Refuses the first field, in the request's order, that cannot take effect. */
  void check(Fields request) {
    for (Iterator<String> names = request.names(); names.hasNext(); ) {
      String name = names.next();
      Parameter parameter = byName.get(name);
      if (parameter != null) {
        request.get(name).ifPresent(parameter::check);
      }
    }
  }
}
