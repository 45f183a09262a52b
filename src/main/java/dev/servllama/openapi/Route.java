package dev.servllama.openapi;

import java.util.List;

/**
 * A method of a path.
 *
 * @param method such as GET
 * @param path with a slash at its beginning and its parameters in braces
 * @param pathParameters their names
 * @param queryParameters their names
 * @param open whether it needs no key
 */
public record Route(
    String method,
    String path,
    List<String> pathParameters,
    List<String> queryParameters,
    boolean open) {

  /** What it is called where one route is looked up: method and path. */
  public String name() {
    return method + " " + path;
  }
}
