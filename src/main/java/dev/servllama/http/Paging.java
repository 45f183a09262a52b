package dev.servllama.http;

import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.ListPage;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The part of a list that is asked for, in the manner of OpenAI's lists.
 *
 * @param limit how many at most
 * @param newestFirst in which order
 * @param after only what follows this id, or null
 * @param before only what precedes this id, or null
 */
record Paging(int limit, boolean newestFirst, String after, String before) {
  private static final int DEFAULT_LIMIT = 20;

  /**
   * @param most the greatest limit
   */
  static Paging of(MultivaluedMap<String, String> query, int most) {
    String order = query.getFirst("order");
    if (order != null && !order.equals("asc") && !order.equals("desc")) {
      throw InvalidRequestException.of("order", "Invalid 'order': expected 'asc' or 'desc'.");
    }
    int fallback = most > 100 ? most : DEFAULT_LIMIT;
    return new Paging(
        limit(query.getFirst("limit"), fallback, most),
        !"asc".equals(order),
        query.getFirst("after"),
        query.getFirst("before"));
  }

  /**
   * @param oldestFirst all there is
   */
  <T, R extends Record> ListPage page(
      List<T> oldestFirst, Function<T, String> id, Function<T, R> shown) {
    List<T> all = new ArrayList<>(oldestFirst);
    if (newestFirst) {
      Collections.reverse(all);
    }
    List<String> ids = all.stream().map(id).toList();
    int from = after == null ? 0 : position(ids, "after", after) + 1;
    int to = before == null ? all.size() : position(ids, "before", before);
    List<T> rest = all.subList(Math.min(from, to), to);
    // What precedes an id is what stands right before it.
    boolean back = before != null && after == null;
    List<T> shownOnes =
        back
            ? rest.subList(Math.max(0, rest.size() - limit), rest.size())
            : rest.subList(0, Math.min(limit, rest.size()));
    int count = shownOnes.size();
    return new ListPage(
        shownOnes.stream().map(shown).toList(),
        count == 0 ? null : id.apply(shownOnes.get(0)),
        count == 0 ? null : id.apply(shownOnes.get(count - 1)),
        count < rest.size());
  }

  private static int position(List<String> ids, String param, String id) {
    int at = ids.indexOf(id);
    if (at < 0) {
      throw InvalidRequestException.of(
          param, "Invalid '%s': nothing in the list has this id.".formatted(param));
    }
    return at;
  }

  private static int limit(String given, int fallback, int most) {
    if (given == null) {
      return fallback;
    }
    if (!given.matches("[0-9]{1,5}")
        || Integer.parseInt(given) < 1
        || Integer.parseInt(given) > most) {
      throw InvalidRequestException.of(
          "limit", "Invalid 'limit': expected a whole number from 1 to %d.".formatted(most));
    }
    return Integer.parseInt(given);
  }
}
