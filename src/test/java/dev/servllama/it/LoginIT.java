package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who has logged in to the container needs no key: alice is named in the file, bob has a role that
 * is, and mallory is known to the container only.
 */
class LoginIT {
  private static final String CHAT = "/v1/chat/completions";

  private static final String KEYS =
      """
      keys: [{key: sk-program, name: program}]
      users: {alice: {role: manage}}
      roles: {staff: {owner: staff}}
      """;

  private static final Map<String, String> JETTY =
      Map.of(
          "webapps/ROOT.xml",
          """
          <?xml version="1.0"?>
          <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
          <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
            <Set name="contextPath">/</Set>
            <Set name="war">FOLDER/webapps/ROOT.war</Set>
            <Set name="overrideDescriptor">FOLDER/etc/login.xml</Set>
            <Get name="securityHandler">
              <Set name="loginService">
                <New class="org.eclipse.jetty.security.HashLoginService">
                  <Set name="name">people</Set>
                  <Set name="userStore">
                    <New class="org.eclipse.jetty.security.UserStore">
                      USERS
                    </New>
                  </Set>
                </New>
              </Set>
            </Get>
          </Configure>
          """
              .replace(
                  "USERS",
                  jettyUser("alice", "") + jettyUser("bob", "staff") + jettyUser("mallory", "x")),
          "etc/login.xml",
          """
          <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
            <login-config>
              <auth-method>BASIC</auth-method>
              <realm-name>people</realm-name>
            </login-config>
          </web-app>
          """);

  private static final Map<String, String> TOMCAT =
      Map.of(
          "conf/Catalina/localhost/ROOT.xml",
          """
          <Context preemptiveAuthentication="true">
            <Valve className="org.apache.catalina.authenticator.BasicAuthenticator"/>
          </Context>
          """,
          "conf/tomcat-users.xml",
          """
          <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
            <role rolename="staff"/>
            <user username="alice" password="pw-alice" roles=""/>
            <user username="bob" password="pw-bob" roles="staff"/>
            <user username="mallory" password="pw-mallory" roles=""/>
          </tomcat-users>
          """);

  @ParameterizedTest
  @EnumSource(
      value = ServerKind.class,
      names = {"STANDALONE", "JETTY_BASE", "TOMCAT"})
  void whoHasLoggedInNeedsNoKey(ServerKind kind) throws IOException {
    Map<String, String> files = new HashMap<>(files(kind));
    files.put("keys.yaml", KEYS);
    Map<String, String> settings = new HashMap<>(Map.of("API_KEYS_FILE", "keys.yaml"));
    if (kind == ServerKind.STANDALONE) {
      settings.put("LOGIN_REALM", "people");
    }
    ServerSetup setup = ServerSetup.of(kind).with(settings).having(files);
    try (RunningServer server = RunningServer.start(setup)) {
      try {
        asksWithoutAKey(server.baseUrl());
        asksFromPages(server.baseUrl());
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + server.logTail(), e);
      }
      assertFalse(server.log().contains("pw-") || server.log().contains("sk-"), "fault 32");
    }
  }

  /** Fault 42, for a login. */
  @ParameterizedTest
  @EnumSource(
      value = ServerKind.class,
      names = {"STANDALONE", "TOMCAT"})
  void aStreamEndsWhenTheRoleThatLetItInIsTakenAway(ServerKind kind) throws IOException {
    RealModel.file();
    Map<String, String> files = new HashMap<>(files(kind));
    files.put("keys.yaml", KEYS);
    Map<String, String> settings =
        kind == ServerKind.STANDALONE
            ? Map.of("API_KEYS_FILE", "keys.yaml", "LOGIN_REALM", "people")
            : Map.of("API_KEYS_FILE", "keys.yaml");
    ServerSetup setup = ServerSetup.of(kind).with(settings).having(files);
    try (RunningServer server = RunningServer.start(setup)) {
      new Watched(server).awaitReady();
      try (RawRequest bob = RawRequest.open(server);
          RawRequest alice = RawRequest.open(server)) {
        bob.post(CHAT, basic("bob", "pw-bob"), Chats.of("Count.", 7_000, true));
        alice.post(CHAT, basic("alice", "pw-alice"), Chats.of("Count.", 64, true));
        bob.awaitText();
        alice.awaitText();
        Path draft = server.folder().resolve("draft");
        Files.writeString(draft, KEYS.replace("staff", "others"));
        Files.move(
            draft, server.folder().resolve("keys.yaml"), StandardCopyOption.REPLACE_EXISTING);

        List<String> rest = bob.rest();

        String last = rest.get(rest.size() - 1);
        assertTrue(last.contains("nor the role that let them in"), last + server.logTail());
        assertTrue(last.contains("\"code\":\"user_not_allowed\""), last);
        assertTrue(alice.rest().contains("[DONE]"), server::logTail);
      }
    }
  }

  private static Map<String, String> files(ServerKind kind) {
    return switch (kind) {
      case JETTY_BASE -> JETTY;
      case TOMCAT, TOMCAT_PACKED -> TOMCAT;
      case STANDALONE ->
          Map.of("people", "alice: pw-alice\nbob: pw-bob,staff\nmallory: pw-mallory,strangers\n");
    };
  }

  private static void asksWithoutAKey(URI server) throws IOException {
    assertStatus(401, ask(server, "", "v1/usage"));
    assertStatus(200, ask(server, "Authorization: Bearer sk-program\r\n", "v1/usage"));
    assertStatus(200, ask(server, "x-api-key: sk-program\r\n", "v1/usage"));
    assertStatus(200, ask(server, "api-key: sk-program\r\n", "v1/usage"));
    assertStatus(401, ask(server, "x-api-key: sk-programme\r\n", "v1/usage"));
    assertStatus(401, ask(server, login("alice", "wrong"), "v1/usage"));
    assertStatus(401, ask(server, login("nobody", "pw-nobody"), "v1/usage"));
    assertStatus(200, ask(server, login("alice", "pw-alice"), "v1/usage?key=program"));
    assertStatus(200, ask(server, login("bob", "pw-bob"), "v1/usage"));
    assertStatus(403, ask(server, login("bob", "pw-bob"), "v1/usage?key=program"));
    String unknown = ask(server, login("mallory", "pw-mallory"), "v1/usage");
    assertStatus(403, unknown);
    assertTrue(
        unknown.contains(
            "You have logged in as 'mallory', but API_KEYS_FILE names neither that user nor a role"),
        unknown);
    assertTrue(unknown.contains("\"code\":\"user_not_allowed\""), unknown);
  }

  /** A browser sends the login of its user with the requests of any page. */
  private static void asksFromPages(URI server) throws IOException {
    String alice = login("alice", "pw-alice");
    assertStatus(403, ask(server, alice + "Origin: http://evil.test\r\n", "v1/usage"));
    assertStatus(403, ask(server, alice + "Origin: null\r\n", "v1/usage"));
    assertStatus(403, ask(server, alice + "Sec-Fetch-Site: cross-site\r\n", "v1/usage"));
    assertStatus(200, ask(server, alice + "Origin: http://localhost\r\n", "v1/usage"));
    assertStatus(
        200,
        ask(server, "Authorization: Bearer sk-program\r\nOrigin: http://a.test\r\n", "v1/usage"));
  }

  private static void assertStatus(int status, String answer) {
    assertEquals("HTTP/1.1 " + status, answer.substring(0, "HTTP/1.1 200".length()), answer);
  }

  private static String ask(URI server, String headers, String path) throws IOException {
    return Http.raw(
        server,
        "GET /%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
            .formatted(path, headers));
  }

  private static String login(String user, String password) {
    return "Authorization: " + basic(user, password) + "\r\n";
  }

  private static String basic(String user, String password) {
    String both = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String jettyUser(String name, String role) {
    return """
    <Call name="addUser">
      <Arg>NAME</Arg>
      <Arg><Call class="org.eclipse.jetty.util.security.Credential" name="getCredential">
        <Arg>pw-NAME</Arg></Call></Arg>
      <Arg><Array type="java.lang.String"><Item>ROLE</Item></Array></Arg>
    </Call>
    """
        .replace("NAME", name)
        .replace("ROLE", role.isEmpty() ? "none" : role);
  }
}
