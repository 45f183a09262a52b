package dev.servllama.models.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One address to ask, taken apart once: what is checked, what is connected to and what is sent as
 * {@code Host} all come from here, so no two parsers can disagree about it.
 *
 * @param uri the whole
 * @param tls whether https
 * @param host a name or a literal address, lower case, without brackets
 * @param port 1 to 65535
 */
record HttpTarget(URI uri, boolean tls, String host, int port) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * A name, an IPv6 address without a zone, or an IPv4 address in its one plain spelling: a leading
   * zero means octal to some and nothing to others.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "\\[[0-9A-Fa-f:.]+]|(?:(?:0|[1-9]\\d*)\\.){3}(?:0|[1-9]\\d*)|(?=.*[A-Za-z])[A-Za-z0-9.-]+");

  static HttpTarget parse(URI uri) throws PullFailedException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new PullFailedException(
          "has the scheme '" + scheme + "'; only http and https are used");
    }
    // java.net.URI leaves out the host of 127.1, 0x7f000001 and other spellings of addresses.
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      throw new PullFailedException("has no plain host name: " + uri.getRawAuthority());
    }
    if (uri.getRawUserInfo() != null) {
      throw new PullFailedException("carries a user name, which is refused");
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(tls);
    if (port < 1 || port > 0xffff) {
      throw new PullFailedException("has the impossible port " + port);
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    return new HttpTarget(uri, tls, host, port);
  }

  /** Where a redirect leads; never from https down to http. */
  HttpTarget redirect(String location) throws PullFailedException {
    HttpTarget next;
    try {
      next = parse(uri.resolve(new URI(location)));
    } catch (URISyntaxException e) {
      throw new PullFailedException(host + " redirects to something that is no address", e);
    } catch (PullFailedException e) {
      throw new PullFailedException(host + " redirects to an address that " + e.getMessage(), e);
    }
    if (tls && !next.tls) {
      throw new PullFailedException(host + " redirects from https down to http, which is refused");
    }
    return next;
  }

  boolean sameOrigin(HttpTarget other) {
    return tls == other.tls && port == other.port && host.equals(other.host);
  }

  /** The path and query of the request line. */
  String requestTarget() {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  /** The value of the {@code Host} header. */
  String hostHeader() {
    String name = isIpv6() ? "[" + host + "]" : host;
    return port == defaultPort(tls) ? name : name + ":" + port;
  }

  /** Whether the host is a name, not an address: only names go into TLS's server name. */
  boolean isNamed() {
    return !isIpv6() && !host.matches("[0-9.]+");
  }

  private boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  private static int defaultPort(boolean tls) {
    return tls ? HTTPS_PORT : HTTP_PORT;
  }
}
