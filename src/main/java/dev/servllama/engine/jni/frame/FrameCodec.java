package dev.servllama.engine.jni.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * Frames to lines and back. A line never holds a line break, whatever the texts hold. Immutable.
 */
public final class FrameCodec {
  private final ObjectWriter writer;
  private final ObjectReader commands;
  private final ObjectReader events;

  /** Reads and writes every frame type. */
  public FrameCodec() {
    ObjectMapper mapper = new ObjectMapper();
    writer = mapper.writer();
    commands = mapper.readerFor(Command.class);
    events = mapper.readerFor(Event.class);
  }

  /** The line for a command, without its line break. */
  public String encode(Command command) {
    return write(command);
  }

  /** The line for an event, without its line break. */
  public String encode(Event event) {
    return write(event);
  }

  /**
   * @throws JsonProcessingException if the line is no command
   */
  public Command decodeCommand(String line) throws JsonProcessingException {
    return commands.readValue(line);
  }

  /**
   * @throws JsonProcessingException if the line is no event
   */
  public Event decodeEvent(String line) throws JsonProcessingException {
    return events.readValue(line);
  }

  private String write(Object frame) {
    try {
      return writer.writeValueAsString(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Frames are plain records and can always be written", e);
    }
  }
}
