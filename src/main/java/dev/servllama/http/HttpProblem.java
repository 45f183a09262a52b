package dev.servllama.http;

import jakarta.ws.rs.core.Response.StatusType;

/** A request that is refused for what it is as HTTP, before anybody has looked at what it asks. */
final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StatusType status;
  private final String code;

  /**
   * @param message for the caller
   * @param code for the caller's program
   */
  HttpProblem(StatusType status, String message, String code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  StatusType status() {
    return status;
  }

  String code() {
    return code;
  }
}
