package dev.servllama.models.pull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks the endpoint and follows where it sends. Each hop is resolved once, all its addresses are
 * checked, and the connection goes to one of just these. Only the endpoint itself is trusted: it
 * may have an inner address, it alone gets the token, and only what it says of a file is kept. Once
 * a redirect has left it, nothing is trusted any more. Thread-safe.
 */
final class RedirectFollower {
  private static final int MAX_REDIRECTS = 5;

  private final HttpTarget endpoint;
  private final Optional<String> token;
  private final HostResolver resolver;
  private final Predicate<InetAddress> reachable;
  private final Connector connector;

  RedirectFollower(HttpTarget endpoint, Optional<String> token, PullEnvironment environment) {
    this.endpoint = endpoint;
    this.token = token;
    this.resolver = environment.resolver();
    this.reachable = environment.reachable();
    this.connector = new Connector(environment.tls(), environment.limits());
  }

  /**
   * The answer at the end of the way.
   *
   * @param response the last answer, no redirect
   * @param linked the headers of the endpoint's own answer
   */
  record Found(HttpResponse response, Map<String, String> linked) {}

  Found get(HttpTarget start, Map<String, String> headers) throws IOException {
    HttpTarget target = start;
    boolean trusted = true;
    Map<String, String> linked = Map.of();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      trusted = trusted && target.sameOrigin(endpoint);
      HttpResponse response =
          connector.get(target, addresses(target, trusted), withToken(headers, trusted));
      if (trusted) {
        linked = response.headers();
      }
      if (!response.isRedirect()) {
        return new Found(response, linked);
      }
      response.close();
      target = target.redirect(response.header("location").orElse(""));
    }
    throw new PullFailedException(
        start.host() + " redirects more than " + MAX_REDIRECTS + " times");
  }

  private List<InetAddress> addresses(HttpTarget target, boolean trusted) throws IOException {
    List<InetAddress> addresses;
    try {
      addresses = resolver.resolve(target.host());
    } catch (UnknownHostException e) {
      throw new ConnectFailedException("the name " + target.host() + " cannot be resolved", e);
    }
    for (InetAddress address : addresses) {
      if (!trusted && !reachable.test(address)) {
        throw new PullFailedException(
            "a redirect leads to " + target.host() + ", an inner address, which is refused");
      }
    }
    return addresses;
  }

  private Map<String, String> withToken(Map<String, String> headers, boolean trusted) {
    if (!trusted || token.isEmpty()) {
      return headers;
    }
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token.get());
    return all;
  }
}
