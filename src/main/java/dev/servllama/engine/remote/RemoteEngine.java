package dev.servllama.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.engine.Admission;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.AdmissionReservation;
import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.http.CallThreads;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.UnavailableException;
import dev.servllama.error.UpstreamFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenAI-compatible server elsewhere. It has the template and the tokenizer, so requests go
 * there as they are; ours are the queue, the keys and all else around them. Thread-safe.
 */
public final class RemoteEngine implements Engine {
  private static final byte[] NOTHING = {};

  /** A server that does not say in time which models it has is not there. */
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private final EngineInfo info;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Upstream upstream;
  private final Admission admission;
  private final CallThreads threads = new CallThreads("upstream");
  private final Map<Long, RemoteRun> running = new ConcurrentHashMap<>();
  private volatile Runnable endQuestion = () -> {};
  private volatile Phase phase = Phase.LOADING;
  private volatile String detail = "The server elsewhere has not been asked yet.";

  /**
   * @param reason why this engine was chosen, for a person
   */
  public RemoteEngine(RemoteSettings settings, String reason) {
    upstream = new Upstream(settings);
    info = new EngineInfo("http", settings.address().getAuthority(), reason);
    admission = new Admission(settings.slots(), settings.maxQueue(), this::startJob);
    admission.open();
  }

  /**
   * Asks for the models there; how that goes shows in {@link #status}.
   *
   * @throws UpstreamFailedException if it cannot be asked, or answers something else
   */
  public List<RemoteModel> models() {
    try (HttpExchange open = upstream.open(QUESTION, end -> endQuestion = end)) {
      ResponseHead head = open.send("GET", upstream.path("models"), upstream.headers(), NOTHING);
      String body = open.text();
      if (!head.ok()) {
        throw new Refusals(mapper, upstream.host()).of(head, body);
      }
      List<RemoteModel> models = new ArrayList<>();
      for (JsonNode each : mapper.readTree(body).path("data")) {
        models.add(new RemoteModel(each.path("id").asText(), each.path("created").asLong()));
      }
      enter(Phase.READY, "");
      return models;
    } catch (IOException e) {
      UpstreamFailedException failure = upstream.unreachable(e);
      enter(Phase.RESTARTING, failure.getMessage());
      throw failure;
    } catch (RuntimeException e) {
      enter(Phase.RESTARTING, e.getMessage());
      throw e;
    }
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(false, false, true);
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus(
        phase, 0, detail, admission.slots(), admission.busy(), admission.waiting(), 0);
  }

  /** Not known here. */
  @Override
  public int contextLength() {
    throw noTokens();
  }

  /** Not known here. */
  @Override
  public int vocabularySize() {
    throw noTokens();
  }

  /** Not to be had here. */
  @Override
  public int[] tokenize(List<String> texts) {
    throw noTokens();
  }

  /** Not to be had here. */
  @Override
  public String detokenize(int[] tokens) {
    throw noTokens();
  }

  @Override
  public Reservation reserve(int jobs, Requester requester) {
    if (phase == Phase.CLOSED) {
      throw stopping();
    }
    return new AdmissionReservation(admission, jobs, requester, this::cancel);
  }

  @Override
  public void close() {
    enter(Phase.CLOSED, "The server is stopping.");
    admission.shut();
    admission
        .withdrawAll()
        .forEach(ticket -> ticket.job().events().accept(new GenerationEvent.Failed(stopping())));
    running.values().forEach(RemoteRun::cancel);
    endQuestion.run();
    threads.close();
  }

  private void startJob(Ticket ticket, int slot, int cached) {
    RemoteRun run = new RemoteRun(mapper, upstream, ticket);
    running.put(ticket.id(), run);
    threads.execute(() -> run(run, ticket));
  }

  private void run(RemoteRun run, Ticket ticket) {
    GenerationEvent last = run.run();
    running.remove(ticket.id());
    admission.finished(ticket);
    ticket.job().events().accept(last);
  }

  private void cancel(Ticket ticket) {
    RemoteRun run = running.get(ticket.id());
    if (admission.withdraw(ticket)) {
      ticket.job().events().accept(new GenerationEvent.Ended(EndReason.CANCELLED, 0));
    } else if (run != null) {
      run.cancel();
    }
  }

  private void enter(Phase next, String why) {
    if (phase != Phase.CLOSED) {
      phase = next;
      detail = why;
    }
  }

  private static UnavailableException stopping() {
    return new UnavailableException("The server is stopping.", null);
  }

  private static InvalidRequestException noTokens() {
    return new InvalidRequestException(
        "The engine 'http' makes its prompts itself and tells nothing of its tokens.",
        null,
        "unsupported_engine");
  }
}
