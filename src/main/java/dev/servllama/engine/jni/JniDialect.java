package dev.servllama.engine.jni;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.child.Desk;
import dev.servllama.engine.child.Dialect;
import dev.servllama.engine.child.SamplingJson;
import dev.servllama.engine.jni.frame.Command;
import dev.servllama.engine.jni.frame.Event;
import dev.servllama.engine.jni.frame.FrameCodec;
import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.ChildProcess;
import dev.servllama.engine.process.ExitReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames down the child JVM's standard input and up its standard output. Thread-safe. */
final class JniDialect implements Dialect {
  private static final Logger log = LoggerFactory.getLogger(JniDialect.class);

  private final JniSettings settings;
  private final Path folder;
  private final Desk desk;
  private final FrameCodec codec = new FrameCodec();
  private final Calls calls = new Calls();
  private volatile ChildProcess child;

  JniDialect(JniSettings settings, Path folder, Desk desk) {
    this.settings = settings;
    this.folder = folder;
    this.desk = desk;
  }

  @Override
  public ChildCommand command() {
    return WorkerCommand.of(settings, folder);
  }

  @Override
  public void started(ChildProcess started) {
    child = started;
    send(
        new Command.Load(
            settings.model().toAbsolutePath().toString(),
            settings.slots(),
            settings.context(),
            settings.threads(),
            settings.gpuLayers(),
            settings.layers()));
  }

  @Override
  public void line(ChildProcess from, String line) {
    try {
      hear(codec.decodeEvent(line));
    } catch (JsonProcessingException e) {
      log.debug("Not a frame: {}", line);
    }
  }

  @Override
  public void beat(ChildProcess to) {
    to.send(codec.encode(new Command.Ping()));
  }

  @Override
  public void ended() {
    calls.failAll();
  }

  @Override
  public void close() {
    ended();
  }

  @Override
  public Optional<String> hopeless(ExitReport report, boolean everReady) {
    // The child says itself when it cannot load the model.
    return Optional.empty();
  }

  @Override
  public OptionalLong process() {
    ChildProcess now = child;
    return now == null ? OptionalLong.empty() : OptionalLong.of(now.pid());
  }

  @Override
  public void generate(Ticket ticket, int slot, int cached) {
    desk.begun(ticket.id(), cached);
    GenerationRequest request = ticket.job().request();
    send(
        new Command.Generate(
            ticket.id(),
            slot,
            cached,
            request.prompt(),
            request.maxTokens(),
            request.repeatable(),
            SamplingJson.of(request)));
  }

  @Override
  public void cancel(Ticket ticket) {
    send(new Command.Cancel(ticket.id()));
  }

  @Override
  public int[] tokenize(List<String> texts) {
    Event answer = calls.ask(id -> send(new Command.Tokenize(id, texts)));
    return ((Event.Tokens) answer).tokens();
  }

  @Override
  public String detokenize(int[] tokens) {
    Event answer = calls.ask(id -> send(new Command.Detokenize(id, tokens)));
    return ((Event.Text) answer).text();
  }

  private void send(Command command) {
    child.send(codec.encode(command));
  }

  private void hear(Event event) {
    if (event instanceof Event.Piece piece) {
      desk.piece(piece.id(), piece.text(), piece.tokens(), List.of());
    } else if (event instanceof Event.PromptRead read) {
      desk.promptRead(read.id(), read.read());
    } else if (event instanceof Event.End end) {
      desk.end(end.id(), EndReason.valueOf(end.reason().name()), end.tokens());
    } else if (event instanceof Event.Fault fault) {
      desk.fault(fault.id(), fault.message());
    } else if (event instanceof Event.Tokens tokens) {
      calls.answer(tokens.id(), tokens);
    } else if (event instanceof Event.Text text) {
      calls.answer(text.id(), text);
    } else if (event instanceof Event.CallFailed failed) {
      calls.fail(failed.id(), failed.message());
    } else {
      hearOfModel(event);
    }
  }

  private void hearOfModel(Event event) {
    if (event instanceof Event.Loading loading) {
      desk.loading(loading.fraction());
    } else if (event instanceof Event.Ready) {
      desk.ready();
    } else if (event instanceof Event.LoadFailed failed) {
      desk.loadFailed(failed.message());
    }
  }
}
