package dev.servllama.boot;

import dev.servllama.http.ServerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads which version this is; the build writes it down. */
final class Version {
  private static final String RESOURCE = "/dev/servllama/version.properties";

  private Version() {}

  static ServerInfo read() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return new ServerInfo(properties.getProperty("version"));
    } catch (IOException e) {
      throw new UncheckedIOException("The version cannot be read", e);
    }
  }
}
