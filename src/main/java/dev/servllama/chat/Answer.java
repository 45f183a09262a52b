package dev.servllama.chat;

import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.error.ServllamaException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An answer on its way, of one choice or several at once. The engine's threads put into a queue
 * what happens, and one thread, the caller's, takes it out, so that a slow reader holds up nobody
 * else. The queue is bounded by the context: an answer ends there at the latest.
 *
 * <p>{@link #next} is for one thread; {@link #cancel} and {@link #waits} may be called from any.
 */
public final class Answer {
  private record Arrival(int choice, GenerationEvent event) {}

  private static final Arrival CANCELLATION = new Arrival(-1, null);

  private final List<Choice> choices = new ArrayList<>();
  private final List<Generation> generations;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Queue<AnswerEvent> ready = new ArrayDeque<>();
  private final int[] promptTokens;
  private final Course course = new Course();
  private final int choicesAPrompt;
  private final boolean mayBeRefused;
  private volatile boolean begun;

  private Answer(Reservation reservation, List<GenerationRequest> prompts, Options options) {
    List<Job> jobs = new ArrayList<>();
    for (GenerationRequest prompt : prompts) {
      for (int i = 0; i < options.choices(); i++) {
        int choice = jobs.size();
        choices.add(new Choice(choice, options));
        jobs.add(
            new Job(Seeds.apart(prompt, i), event -> arrivals.add(new Arrival(choice, event))));
      }
    }
    promptTokens = prompts.stream().mapToInt(prompt -> prompt.prompt().length).toArray();
    choicesAPrompt = options.choices();
    mayBeRefused = prompts.stream().anyMatch(prompt -> prompt.forwarded().isPresent());
    generations = reservation.start(jobs);
  }

  /**
   * Starts the generations.
   *
   * @param reservation places for all choices of all prompts
   * @param prompts one request for each prompt
   * @param options the same for all
   */
  static Answer start(Reservation reservation, List<GenerationRequest> prompts, Options options) {
    return new Answer(reservation, prompts, options);
  }

  /** Whether it waits for its first slot, as far as {@link #next} has told. */
  public boolean waits() {
    return !begun;
  }

  /** How many choices there are, over all prompts. */
  public int choices() {
    return choices.size();
  }

  /**
   * What happens next. After {@link AnswerEvent.Complete} or {@link AnswerEvent.Cancelled}, or an
   * exception, there is no more.
   *
   * @param patience how long to wait before {@link AnswerEvent.Waiting} is said
   * @throws dev.servllama.error.ServllamaException if the engine fails; all choices are then over
   */
  public AnswerEvent next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (ready.isEmpty()) {
      if (!fetch(deadline)) {
        return new AnswerEvent.Waiting();
      }
    }
    return ready.remove();
  }

  /**
   * Waits until the engine has begun with it, if it is one that may still refuse the request; a
   * refusal can then be told as one. Call it before {@link #next}.
   *
   * @param patience how long to wait at most
   * @throws dev.servllama.error.ServllamaException if the engine refuses, or fails
   */
  public void awaitBegin(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (mayBeRefused && ready.isEmpty() && waits()) {
      if (!fetch(deadline)) {
        return;
      }
    }
  }

  /** Takes in what happens next. Returns false if nothing does in time. */
  private boolean fetch(long deadline) throws InterruptedException {
    Arrival arrival = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (arrival == null) {
      return false;
    }
    if (arrival == CANCELLATION) {
      ready.add(new AnswerEvent.Cancelled());
      return true;
    }
    try {
      take(arrival);
      return true;
    } catch (ServllamaException e) {
      course.end(AnswerReport.Outcome.FAILED, usage());
      throw e;
    }
  }

  /**
   * Whom to tell what the answer took, once: before the caller sees that it is complete, or else by
   * {@link #leave}. Call it before {@link #next}.
   */
  public void whenOver(Consumer<AnswerReport> listener) {
    course.whenOver(listener);
  }

  /**
   * The caller wants no more. An answer that is not complete is reported now, as far as it is
   * known; of those cancelled just now, the engine may still generate a token or two.
   */
  public void leave() {
    if (!course.over()) {
      arrivals.forEach(this::count);
      course.end(AnswerReport.Outcome.CANCELLED, usage());
    }
  }

  /** Ends all choices: whoever asked has gone. Does nothing when they are over. */
  public void cancel() {
    arrivals.add(CANCELLATION);
    generations.forEach(Generation::cancel);
  }

  private void take(Arrival arrival) {
    Choice choice = choices.get(arrival.choice());
    course.note(arrival.event());
    boolean wasOver = choice.over();
    ready.addAll(choice.take(arrival.event()));
    begun |= choice.started();
    if (choice.stoppedEarly() && !wasOver) {
      generations.get(arrival.choice()).cancel();
    }
    if (!wasOver && choice.over() && choices.stream().allMatch(Choice::over)) {
      complete();
    }
  }

  /** All choices are over; those that were cancelled are not complete. */
  private void complete() {
    TokenUsage usage = usage();
    boolean whole = ready.stream().noneMatch(AnswerEvent.Cancelled.class::isInstance);
    course.end(whole ? AnswerReport.Outcome.COMPLETED : AnswerReport.Outcome.CANCELLED, usage);
    ready.add(new AnswerEvent.Complete(usage));
  }

  private void count(Arrival arrival) {
    GenerationEvent event = arrival.event();
    if (event instanceof GenerationEvent.Started
        || event instanceof GenerationEvent.Counted
        || event instanceof GenerationEvent.Piece) {
      course.note(event);
      choices.get(arrival.choice()).count(event);
    }
  }

  private TokenUsage usage() {
    int completion = choices.stream().mapToInt(Choice::tokens).sum();
    int prompt = 0;
    int cached = 0;
    for (int i = 0; i < choices.size(); i += choicesAPrompt) {
      List<Choice> ofPrompt = choices.subList(i, i + choicesAPrompt);
      // All of them, once the answer is complete.
      if (ofPrompt.stream().anyMatch(Choice::started)) {
        int known = promptTokens[i / choicesAPrompt];
        prompt += known > 0 ? known : choices.get(i).counted();
      }
      cached += choices.get(i).cached();
    }
    return new TokenUsage(prompt, completion, cached);
  }
}
