package dev.servllama.documents.parsing;

import dev.servllama.engine.process.ChildCommand;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the process that reads documents is started: with little memory, with nothing of the server's
 * environment, and where no connection leads anywhere. The sandbox sees to that where there is one;
 * in any case names are looked up in an empty file, and what needs no name is sent to a proxy that
 * is not there, which channels do not ask.
 */
final class ParserCommand {
  private static final String MAIN = "dev.servllama.documents.parsing.worker.ParserMain";

  private ParserCommand() {}

  /**
   * @param hosts an empty file
   */
  static ChildCommand of(ParsingSettings settings, Path hosts, Sandbox sandbox) {
    String classpath =
        settings.classpath().stream()
            .map(path -> path.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words = new ArrayList<>(sandbox.words());
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + settings.memoryMb() + "m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + settings.workFolder(),
            "-Duser.home=" + settings.workFolder(),
            "-Djdk.net.hosts.file=" + hosts,
            "-DsocksProxyHost=127.0.0.1",
            "-DsocksProxyPort=9",
            // Empty: not even this machine is reached without the proxy.
            "-DsocksNonProxyHosts=",
            "-Dhttp.nonProxyHosts=",
            "-Dftp.nonProxyHosts=",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            classpath,
            MAIN));
    return new ChildCommand(words, environment(System.getenv()), settings.workFolder());
  }

  /** Windows starts nothing without these. */
  private static Map<String, String> environment(Map<String, String> own) {
    return own.entrySet().stream()
        .filter(variable -> variable.getKey().equalsIgnoreCase("SYSTEMROOT"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
