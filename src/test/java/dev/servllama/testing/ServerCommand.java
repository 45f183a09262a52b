package dev.servllama.testing;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lays out a server in a folder and says how it is started there.
 *
 * @param arguments the command line
 * @param environment what the kind of server itself needs
 */
record ServerCommand(List<String> arguments, Map<String, String> environment) {
  private static final Path JAVA_HOME =
      Path.of(System.getProperty("server.java.home", System.getProperty("java.home")));

  /** Lets a standalone server share the folder for temporary files with another one. */
  static final String TEST_TMP = "TEST_TMP";

  static ServerCommand prepare(ServerSetup setup, Path folder, int port) throws IOException {
    ServerCommand command =
        switch (setup.kind()) {
          case STANDALONE -> standalone(setup, folder);
          case JETTY_BASE -> jettyBase(setup, folder);
          case TOMCAT -> tomcat(setup, folder, port, true);
          case TOMCAT_PACKED -> tomcat(setup, folder, port, false);
        };
    for (Map.Entry<String, String> file : setup.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue().replace("FOLDER", folder.toString()));
    }
    return command;
  }

  private static ServerCommand standalone(ServerSetup setup, Path folder) throws IOException {
    String shared = setup.environment().get(TEST_TMP);
    Path tmp = Files.createDirectories(folder.resolve("tmp"));
    List<String> arguments = java(shared == null ? tmp : Path.of(shared));
    arguments.addAll(List.of("-jar", setup.war().toString()));
    return new ServerCommand(arguments, Map.of("CONTEXT_PATH", setup.contextPath()));
  }

  private static ServerCommand jettyBase(ServerSetup setup, Path folder) throws IOException {
    copy(Path.of(System.getProperty("jetty.base")), folder);
    deploy(setup, folder, setup.contextPath().replace("/", ""));
    Path start = Path.of(System.getProperty("jetty.home"), "start.jar");
    List<String> arguments = java(Files.createDirectories(folder.resolve("tmp")));
    arguments.addAll(List.of("-jar", start.toString()));
    return new ServerCommand(arguments, Map.of());
  }

  private static ServerCommand tomcat(ServerSetup setup, Path folder, int port, boolean unpack)
      throws IOException {
    Path home = Path.of(System.getProperty("tomcat.home"));
    copy(home.resolve("conf"), Files.createDirectories(folder.resolve("conf")));
    for (String name : List.of("logs", "tmp", "work", "webapps")) {
      Files.createDirectories(folder.resolve(name));
    }
    Path server = folder.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
            // How often it looks for new WARs, in seconds.
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
            .replace("unpackWARs=\"true\"", "unpackWARs=\"" + unpack + "\""));
    deploy(setup, folder, setup.contextPath().replaceFirst("/", "").replace('/', '#'));
    return new ServerCommand(
        List.of(home.resolve("bin/catalina.sh").toString(), "run"),
        Map.of(
            "CATALINA_BASE",
            folder.toString(),
            "CATALINA_TMPDIR",
            folder.resolve("tmp").toString(),
            "JAVA_HOME",
            JAVA_HOME.toString()));
  }

  private static void deploy(ServerSetup setup, Path folder, String name) throws IOException {
    Path webapps = Files.createDirectories(folder.resolve("webapps"));
    Files.copy(setup.war(), webapps.resolve((name.isEmpty() ? "ROOT" : name) + ".war"));
  }

  private static List<String> java(Path tmp) {
    return new ArrayList<>(
        List.of(JAVA_HOME.resolve("bin/java").toString(), "-Djava.io.tmpdir=" + tmp));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
