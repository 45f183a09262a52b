package dev.servllama.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * {@code GET /docs} (Swagger UI) and {@code GET /redoc}: pages that show {@code openapi.json}. They
 * load nothing from elsewhere, and every address in them is relative, so that they work under any
 * path and behind any proxy.
 */
public final class DocsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Map<String, String> PAGES =
      Map.of("/docs", "/WEB-INF/docs/swagger.html", "/redoc", "/WEB-INF/docs/redoc.html");

  /**
   * The hashes are those of what Redoc writes into its style elements: nothing (the rules come by
   * script), and once the look of its scroll bars.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'"
          + " 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
          + " 'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self' data:; worker-src blob:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String page = PAGES.get(request.getServletPath());
    try (InputStream in = page == null ? null : getServletContext().getResourceAsStream(page)) {
      if (in == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType("text/html; charset=UTF-8");
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("X-Content-Type-Options", "nosniff");
      in.transferTo(response.getOutputStream());
    }
  }
}
