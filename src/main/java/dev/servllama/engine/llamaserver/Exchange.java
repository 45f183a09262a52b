package dev.servllama.engine.llamaserver;

import dev.servllama.engine.http.Connection;
import dev.servllama.engine.http.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** Requests to a llama-server. */
final class Exchange {
  /** A socket channel, whose streams can be read while another thread closes it. */
  private record Channel(SocketChannel channel) implements Connection {
    @Override
    public InputStream in() {
      return Channels.newInputStream(channel);
    }

    @Override
    public OutputStream out() {
      return Channels.newOutputStream(channel);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private Exchange() {}

  /** Connects. */
  static HttpExchange open(Endpoint endpoint) throws IOException {
    return new HttpExchange(new Channel(SocketChannel.open(endpoint.address())));
  }

  /** What a llama-server wants to be told. */
  static Map<String, String> headers(Endpoint endpoint) {
    return Map.of("Host", "localhost", "Authorization", "Bearer " + endpoint.key());
  }
}
