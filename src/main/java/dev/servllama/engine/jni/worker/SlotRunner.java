package dev.servllama.engine.jni.worker;

import dev.servllama.engine.jni.frame.Command;
import dev.servllama.engine.jni.frame.Event;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One slot of the model: a thread that runs one generation after another. The native call for the
 * next result cannot be interrupted, and a task that is cancelled under it would leave the thread
 * waiting for ever; so a cancellation is only noted here, and the thread acts on it between two
 * results.
 */
final class SlotRunner {
  private record Job(Command.Generate command, Runnable whenOver) {}

  private final int slot;
  private final NativeModel model;
  private final EventWriter events;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private volatile long cancelled = -1;

  SlotRunner(int slot, NativeModel model, EventWriter events) {
    this.slot = slot;
    this.model = model;
    this.events = events;
    Thread thread = new Thread(this::run, "slot-" + slot);
    thread.setDaemon(true);
    thread.start();
  }

  void submit(Command.Generate generate, Runnable whenOver) {
    jobs.add(new Job(generate, whenOver));
  }

  void cancel(long id) {
    cancelled = id;
  }

  private void run() {
    try {
      while (true) {
        Job job = jobs.take();
        Event last = generate(job.command());
        job.whenOver().run();
        events.write(last);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Event generate(Command.Generate command) {
    long id = command.id();
    try {
      boolean read =
          new PromptReader(slot, model)
              .readAllButTheEnd(
                  command,
                  tokens -> events.write(new Event.PromptRead(id, tokens)),
                  () -> cancelled == id);
      return read
          ? new TokenReader(slot, model, events).generate(command, () -> cancelled == id)
          : new Event.End(id, Event.Reason.CANCELLED, 0);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // Whatever went wrong, the slot must go on.
      return new Event.Fault(id, String.valueOf(e.getMessage()));
    }
  }
}
