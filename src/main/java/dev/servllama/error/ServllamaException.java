package dev.servllama.error;

/**
 * The root of everything that servllama itself reports as having gone wrong. Messages are written
 * for the person who sent the request or runs the server; they never hold keys, stack traces or
 * paths that the reader has no business knowing.
 */
public abstract sealed class ServllamaException extends RuntimeException
    permits ConflictException,
        EngineFailedException,
        InvalidModelException,
        InvalidRequestException,
        LimitExceededException,
        NotFoundException,
        OverloadedException,
        StorageException,
        UnavailableException,
        UpstreamFailedException {
  private static final long serialVersionUID = 1L;

  ServllamaException(String message, Throwable cause) {
    super(message, cause);
  }
}
