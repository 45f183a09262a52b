package dev.servllama.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The style sheets, scripts and fonts of the pages: our own out of the web application, and those
 * of libraries from the class path, where they have a folder {@code lib} or that of our own.
 * Containers differ in what their own servlet for files makes of a prefix; this one looks for
 * nothing but plain names.
 */
public final class StaticServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern NAME =
      Pattern.compile("((?:/[A-Za-z0-9_-]+)+)(\\.[a-z]+)*\\.([a-z0-9]+)");
  private static final String LIBRARIES = "/lib/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "mjs", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  /** Of files that have been sent, so that a browser which has one need not get it again. */
  private final transient Map<String, String> tags = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getPathInfo();
    Matcher matcher = NAME.matcher(name == null ? "" : name);
    String type = matcher.matches() ? TYPES.get(matcher.group(3)) : null;
    byte[] content = type == null ? null : content(request.getServletPath(), name);
    if (content == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String tag = tags.computeIfAbsent(request.getServletPath() + name, any -> tag(content));
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "no-cache");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(type);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private byte[] content(String folder, String name) throws IOException {
    try (InputStream own = getServletContext().getResourceAsStream(folder + name);
        InputStream in = own == null ? library(folder, name) : own) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static InputStream library(String folder, String name) {
    String path =
        name.startsWith(LIBRARIES) ? name.substring(LIBRARIES.length() - 1) : folder + name;
    return StaticServlet.class.getResourceAsStream("/pages" + path);
  }

  private static String tag(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return "\"%08x-%x\"".formatted(crc.getValue(), content.length);
  }
}
