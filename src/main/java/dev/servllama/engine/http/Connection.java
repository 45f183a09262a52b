package dev.servllama.engine.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What carries the bytes of one request and its response. Closing it ends a read under way. */
public interface Connection extends Closeable {

  /** What the other side sends. */
  InputStream in() throws IOException;

  /** What goes to the other side. */
  OutputStream out() throws IOException;
}
