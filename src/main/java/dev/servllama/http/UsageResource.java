package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.keys.Caller;
import dev.servllama.keys.DailyUsage;
import dev.servllama.keys.Usage;
import dev.servllama.keys.UsageStore;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code GET /v1/usage}: what was used, by day of UTC; one's own, or with the role manage
 * everybody's.
 */
@Path("v1/usage")
public final class UsageResource {
  private static final int DEFAULT_DAYS = 30;

  private final UsageStore usage;

  /** Everything comes from the application's wiring. */
  @Inject
  public UsageResource(UsageStore usage) {
    this.usage = usage;
  }

  /**
   * The history, the oldest day first.
   *
   * @param days how many up to today, 1 to {@link UsageStore#DAYS}; 30 where none is given
   * @param keys names of keys; only one's own without the role manage
   */
  @GET
  public Response get(
      @Context HttpServletRequest request,
      @QueryParam("days") String days,
      @QueryParam("key") List<String> keys) {
    List<Day> data = usage.history(days(days), names(request, keys)).stream().map(Day::of).toList();
    return Response.ok(new History("list", data), MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static Predicate<String> names(HttpServletRequest request, List<String> keys) {
    Caller caller = Callers.of(request);
    if (keys.stream().anyMatch(key -> !key.equals(caller.name()))) {
      Callers.manager(request);
    }
    if (keys.isEmpty()) {
      return caller.manages() ? name -> true : caller.name()::equals;
    }
    return keys::contains;
  }

  private static int days(String given) {
    if (given == null) {
      return DEFAULT_DAYS;
    }
    try {
      int days = Integer.parseInt(given);
      if (days >= 1 && days <= UsageStore.DAYS) {
        return days;
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words.
    }
    throw InvalidRequestException.of(
        "days",
        "Expected a whole number from 1 to %d, but got '%s'.".formatted(UsageStore.DAYS, given));
  }

  record History(String object, List<Day> data) {}

  private record Day(
      String date,
      String key,
      long requests,
      @JsonProperty("prompt_tokens") long promptTokens,
      @JsonProperty("completion_tokens") long completionTokens,
      @JsonProperty("cached_tokens") long cachedTokens,
      @JsonProperty("total_tokens") long totalTokens) {

    static Day of(DailyUsage daily) {
      Usage usage = daily.usage();
      return new Day(
          daily.day().toString(),
          daily.name(),
          usage.requests(),
          usage.promptTokens(),
          usage.completionTokens(),
          usage.cachedTokens(),
          usage.tokens());
    }
  }
}
