package dev.servllama.openai;

import java.util.Optional;

/**
 * Whether and how an answer is streamed.
 *
 * @param enabled whether the answer comes as server-sent events
 * @param includeUsage whether the stream ends with a chunk that has the usage; false if not enabled
 */
public record Streaming(boolean enabled, boolean includeUsage) {

  static Streaming read(Fields request) {
    boolean enabled = request.flag("stream");
    Optional<Fields> options = request.get("stream_options").map(Value::asObject);
    if (options.isPresent() && !enabled) {
      throw Refusal.value(
          request.path().child("stream_options"), "it is only allowed when 'stream' is true.");
    }
    options.ifPresent(o -> o.flag("include_obfuscation"));
    return new Streaming(enabled, options.map(o -> o.flag("include_usage")).orElse(false));
  }
}
