package dev.servllama.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page of keys shows is read by the reader that reads what people make of it. */
class KeysPageTest {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

  private static List<KeyBook> books() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/keys.md"));
    List<KeyBook> books = new ArrayList<>();
    Matcher yaml = YAML.matcher(page);
    while (yaml.find()) {
      books.add(KeyFileReader.read(yaml.group(1), false));
    }
    return books;
  }

  @Test
  void everyExampleIsGood() throws IOException {
    assertFalse(books().isEmpty());
  }

  @Test
  void theFirstExampleMeansWhatItSays() throws IOException {
    KeyBook book = books().get(0);
    Caller shop = book.find("sk-change-me").orElseThrow().caller();

    assertEquals("shop", shop.name());
    assertEquals("team-a", shop.owner());
    assertFalse(shop.manages());
    assertEquals(OptionalLong.of(500_000), shop.limits().tokensPerDay());
    assertEquals(Role.MANAGE, book.login("alice", role -> false).orElseThrow().role());
    assertEquals("staff", book.login("bob", "staff"::equals).orElseThrow().owner());
  }
}
