package dev.servllama.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Leads from {@code /chat/} to {@code /chat}, and so with each page, for the addresses in a page
 * are relative to it. The new address is relative as well: what a proxy has put before the path is
 * not known here. Browsers keep what stands behind {@code #}, such as a key.
 */
public final class TrailingSlashServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    String query = request.getQueryString();
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(
        "Location",
        ".." + request.getServletPath().replaceAll("/$", "") + (query == null ? "" : "?" + query));
  }
}
