package dev.servllama.chat.template;

/** A template that parsed could not be rendered with the given variables. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a rendering ended. */
  public enum Reason {
    /** The template called {@code raise_exception}; the message is the template's own words. */
    RAISED,
    /** An operation made no sense for its values, as an exception would have said in Python. */
    FAILED,
    /** The rendering would have gone beyond its {@link Limits}. */
    LIMIT
  }

  private final Reason reason;

  TemplateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static TemplateException failed(String message) {
    return new TemplateException(Reason.FAILED, message);
  }

  static TemplateException limit(String message) {
    return new TemplateException(Reason.LIMIT, message);
  }

  /** Why the rendering ended. */
  public Reason reason() {
    return reason;
  }
}
