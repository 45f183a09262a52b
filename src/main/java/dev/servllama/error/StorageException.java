package dev.servllama.error;

/** The disk would not take or give what was asked: full, read-only, or damaged. */
public final class StorageException extends ServllamaException {
  private static final long serialVersionUID = 1L;

  private final boolean full;

  /**
   * @param message what could not be stored or read
   * @param full whether the cause is a full disk, which the operator can mend by making room
   * @param cause for the log
   */
  public StorageException(String message, boolean full, Throwable cause) {
    super(message, cause);
    this.full = full;
  }

  /** Whether the disk (or the quota) is full. */
  public boolean full() {
    return full;
  }
}
