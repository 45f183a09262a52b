package dev.servllama.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileReaderTest {
  private static final String WHOLE =
      """
      keys:
        - key: sk-alice
          name: alice
          owner: team
          role: manage
          expires: 2027-01-31
          models: [small, large.gguf]
          requests_per_minute: 60
          tokens_per_minute: 1000
          tokens_per_day: 2000
          tokens_per_month: 3000
          concurrent_requests: 2
          priority: -3
          collections: [books]
        # The key is sk-bob.
        - sha256: 8a1c0a0e1bb2b1fe4d0a4c2d6a5d7f0f8f5f0d6f1c7c1b1b7f6d2c3e4f5a6b7c
          name: bob
      users:
        carol: {role: manage}
        dave:
      roles:
        staff: {owner: staff, tokens_per_day: 5}
      """;

  @Test
  void readsAllThatAKeyMayHave() {
    KeyEntry alice = KeyFileReader.read(WHOLE, false).find("sk-alice").orElseThrow();

    assertEquals(Optional.of(Instant.parse("2027-01-31T00:00:00Z")), alice.expires());
    assertEquals(
        new Caller(
            "alice",
            "team",
            Role.MANAGE,
            new Limits(some(60), some(1000), some(2000), some(3000), some(2)),
            Optional.of(Set.of("small", "large.gguf")),
            -3,
            Optional.of(Set.of("books")),
            new Grant.Nothing()),
        alice.caller());
  }

  @Test
  void whatAKeyLacksIsNoLimitAndItsOwnerIsItself() {
    KeyBook book = KeyFileReader.read("{\"keys\": [{\"key\": \"k\", \"name\": \"n\"}]}", true);

    assertEquals(Caller.unlimited("n", "n", Role.USE), book.find("k").orElseThrow().caller());
  }

  @Test
  void findsAKeyByItsDigest() {
    String digest = "e3f5ad7ca1a02bcbca1b5a0f5c2e6a1f9d2d7e56ad8ab1b9f5a5b2cf9f1c2e7d";
    String yaml = "keys: [{sha256: %s, name: n}]".formatted(digest);
    assertTrue(KeyFileReader.read(yaml, false).find(digest).isEmpty(), "a digest is no key");

    String ofAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    String known = "keys: [{sha256: %s, name: n}]".formatted(ofAbc);
    assertEquals("n", KeyFileReader.read(known, false).find("abc").orElseThrow().caller().name());
  }

  @Test
  void aUserIsKnownByNameAndElseByRole() {
    KeyBook book = KeyFileReader.read(WHOLE, false);

    assertEquals(
        Optional.of(
            Caller.unlimited("user:carol", "user:carol", Role.MANAGE).by(new Grant.User("carol"))),
        book.login("carol", role -> true));
    assertEquals(Role.USE, book.login("dave", role -> false).orElseThrow().role());
    Caller erin = book.login("erin", "staff"::equals).orElseThrow();
    assertEquals(
        "user:erin staff 5",
        erin.name() + " " + erin.owner() + " " + erin.limits().tokensPerDay().orElseThrow());
    assertEquals(Optional.empty(), book.login("erin", role -> false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{a: &a sk-x, keys: [{key: *a, name: n}]}|line 1, an alias (*name) is not understood here",
        "user: {}|line 1, user: there is no such field; did you mean users?",
        "keys: [{key: k, name: n, request_per_minute: 1}]|line 1, keys[0].request_per_minute:"
            + " there is no such field; did you mean requests_per_minute?",
        "keys: [{key: k, name: n, colour: red}]|line 1, keys[0].colour: there is no such field;",
        "keys: {a: b}|line 1, keys: expected a list",
        "keys: [{key: k}]|line 1, keys[0].name: a key must have a name",
        "keys: [{key: k, name: 'a b'}]|line 1, keys[0].name: expected up to 64 letters",
        "keys: [{key: k, name: shared}]|line 1, keys[0].name: 'shared' is the name",
        "keys: [{name: n}]|line 1, keys[0].key: a key must have either",
        "keys: [{name: n, key: secret, sha256: secret}]|line 1, keys[0].sha256: a key must have",
        "keys: [{name: n, sha256: secret}]|line 1, keys[0].sha256: expected 64 hex",
        "keys: [{name: n, key: 'sec ret'}]|line 1, keys[0].key: a key may hold visible",
        "keys: [{name: n, key: [secret]}]|line 1, keys[0].key: expected a text",
        "keys: [{name: n, key: secret}, {name: n, key: b}]|line 1, keys[1].name: there is another",
        "keys: [{name: n, key: secret}, {name: m, key: secret}]|line 1, keys[1]: this key stands",
        "keys: [{name: n, key: k, tokens_per_day: 0}]|line 1, keys[0].tokens_per_day: expected a"
            + " whole number from 1 to",
        "keys: [{name: n, key: k, tokens_per_day: 1e3}]|but got '1e3'",
        "keys: [{name: n, key: k, priority: 11}]|line 1, keys[0].priority: expected a whole",
        "keys: [{name: n, key: k, role: admin}]|line 1, keys[0].role: expected use or manage",
        "keys: [{name: n, key: k, expires: soon}]|line 1, keys[0].expires: expected a date",
        "keys: [{name: n, key: k, models: a}]|line 1, keys[0].models: expected a list",
        "users: {a: {key: secret}}|line 1, users.a.key: there is no such field",
        "roles: [a]|line 1, roles: expected names and values",
        "keys: [{name: n, name: m, key: secret}]|line 1, this is not well-formed YAML",
        "keys: [secret|line 1, this is not well-formed YAML",
        "[]|line 1, expected names and values"
      })
  void saysWhereTheFileIsWrongAndShowsNoKey(String text, String message) {
    String problem = problem(text, false);

    assertTrue(problem.contains(message), problem);
    assertFalse(problem.contains("secret"), problem);
  }

  /** Whatever is in the file, the thread that looks after keys must live. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "&a [", "? "})
  void refusesWhatIsNestedTooDeeply(String opening) {
    for (boolean json : new boolean[] {true, false}) {
      String problem = problem("{\"keys\": " + opening.repeat(50_000), json);

      assertTrue(problem.startsWith("line 1, "), problem);
    }
  }

  @Test
  void namesTheLineOfAFieldThatIsFurtherDown() {
    String yaml = WHOLE.replace("tokens_per_month: 3000", "tokens_per_month: many");

    assertTrue(problem(yaml, false).startsWith("line 11, keys[0].tokens_per_month: "));
    String json = "{\n \"keys\": [\n  {\"key\": \"secret\",\n   \"nam\": \"x\"}\n ]\n}";
    assertTrue(problem(json, true).startsWith("line 4, keys[0].nam: "), problem(json, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "keys:\n", "keys: []\nusers:\nroles: {}\n"})
  void aFileMayHoldNobody(String yaml) {
    assertEquals(KeyBook.EMPTY, KeyFileReader.read(yaml, false));
  }

  @Test
  void noKeyIsSeenInTheTextOfWhatWasRead() {
    KeyBook book = KeyFileReader.read("keys: [{key: sk-secret, name: n}]", false);

    assertFalse(book.toString().contains("secret"), book::toString);
  }

  private static OptionalLong some(long number) {
    return OptionalLong.of(number);
  }

  private static String problem(String text, boolean json) {
    return assertThrows(KeyFileException.class, () -> KeyFileReader.read(text, json)).getMessage();
  }
}
