package dev.servllama.engine.jni.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.servllama.engine.jni.frame.Command;
import dev.servllama.engine.jni.frame.Event;
import dev.servllama.engine.jni.frame.FrameCodec;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The child JVM's main class. Reads commands from standard input, one a line, until it ends, which
 * is how the process learns that its parent is gone. Loading and each slot have threads of their
 * own, so a ping is answered at once whatever the model is doing.
 */
public final class Worker {
  /** llama.cpp splits text by recursive regular expressions; a long text needs a deep stack. */
  private static final long TOKENIZER_STACK = 1L << 30;

  private final EventWriter events;
  private final ExecutorService tokenizer =
      Executors.newSingleThreadExecutor(
          work -> new Thread(null, work, "tokenizer", TOKENIZER_STACK));
  private final Map<Long, SlotRunner> running = new ConcurrentHashMap<>();
  private final List<SlotRunner> slots = new ArrayList<>();
  private volatile NativeModel model;

  private Worker(EventWriter events) {
    this.events = events;
  }

  /** Takes no arguments: everything comes by commands. */
  public static void main(String[] args) throws IOException {
    FrameCodec codec = new FrameCodec();
    EventWriter events = new EventWriter(new FileOutputStream(FileDescriptor.out), codec);
    // The library prints to System.out; there it would fall between two frames.
    System.setOut(System.err);
    new Worker(events).read(codec);
    // Native threads would keep the JVM alive, and an orderly end has nothing left to save.
    Runtime.getRuntime().halt(0);
  }

  private void read(FrameCodec codec) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      obey(decode(codec, line));
    }
  }

  private static Command decode(FrameCodec codec, String line) {
    try {
      return codec.decodeCommand(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The parent speaks another protocol", e);
    }
  }

  private void obey(Command command) {
    if (command instanceof Command.Ping) {
      events.write(new Event.Pong());
    } else if (command instanceof Command.Load load) {
      new Thread(() -> load(load), "load").start();
    } else if (command instanceof Command.Tokenize tokenize) {
      tokenizer.execute(() -> answer(tokenize));
    } else if (command instanceof Command.Detokenize detokenize) {
      tokenizer.execute(() -> answer(detokenize));
    } else if (command instanceof Command.Generate generate) {
      SlotRunner slot = slots.get(generate.slot());
      running.put(generate.id(), slot);
      slot.submit(generate, () -> running.remove(generate.id()));
    } else if (command instanceof Command.Cancel cancel) {
      SlotRunner slot = running.get(cancel.id());
      if (slot != null) {
        slot.cancel(cancel.id());
      }
    }
  }

  private void load(Command.Load load) {
    try {
      NativeModel loaded =
          NativeModel.load(load, fraction -> events.write(new Event.Loading(fraction)));
      for (int i = 0; i < load.slots(); i++) {
        slots.add(new SlotRunner(i, loaded, events));
      }
      model = loaded;
      events.write(new Event.Ready());
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      events.write(new Event.LoadFailed(String.valueOf(e.getMessage())));
      Runtime.getRuntime().halt(2);
    }
  }

  private void answer(Command.Tokenize tokenize) {
    answer(tokenize.id(), () -> new Event.Tokens(tokenize.id(), model.tokenize(tokenize.texts())));
  }

  private void answer(Command.Detokenize detokenize) {
    answer(
        detokenize.id(),
        () -> new Event.Text(detokenize.id(), model.detokenize(detokenize.tokens())));
  }

  private void answer(long id, Supplier<Event> work) {
    try {
      events.write(work.get());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      events.write(new Event.CallFailed(id, String.valueOf(e.getMessage())));
    }
  }
}
