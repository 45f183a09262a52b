package de.kherud.llama;

/**
 * The way to llama-server's whole {@code /completion} request inside de.kherud:llama. Its methods
 * that take that JSON are package-private, hence this class in its package. The typed parameters
 * beside them lack what exact serving needs (a prompt as token ids, a chosen slot).
 *
 * <p>Thread-safe: the native queue behind it is.
 */
public final class NativeCompletions {
  /**
   * One result of a task.
   *
   * @param text what was generated since the last result, whole characters only
   * @param last whether the task is over with it
   */
  public record Result(String text, boolean last) {}

  private final LlamaModel model;

  /**
   * @param model a loaded model
   */
  public NativeCompletions(LlamaModel model) {
    this.model = model;
  }

  /**
   * Hands a request to the native scheduler.
   *
   * @param json the body of llama-server's {@code /completion}, of llama.cpp b4916
   * @return the task's id
   * @throws LlamaException if the native side refuses the request, with its words
   */
  public int request(String json) {
    return model.requestCompletion(json);
  }

  /**
   * Waits for the next result of a task. Do not call it for a task that has ended or was cancelled:
   * it would never return.
   *
   * @param task the task's id
   * @return the next result
   * @throws LlamaException if the native side failed at the task, with its words
   */
  public Result receive(int task) {
    LlamaOutput output = model.receiveCompletion(task);
    return new Result(output.text, output.stop);
  }

  /**
   * Ends a task; its slot is free as soon as the batch under way is done.
   *
   * @param task the task's id
   */
  public void cancel(int task) {
    model.cancelCompletion(task);
  }

  /** The text of tokens, which may begin or end inside a character. */
  public byte[] bytesOf(int[] tokens) {
    return model.decodeBytes(tokens);
  }
}
