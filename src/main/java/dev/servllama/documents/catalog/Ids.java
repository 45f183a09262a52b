package dev.servllama.documents.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes and checks ids. They are names of folders too, so they hold nothing but these letters. */
public final class Ids {
  /** Begins the id of a file. */
  public static final String FILE = "file-";

  /** Begins the id of a vector store. */
  public static final String STORE = "vs_";

  /** Begins the id of a batch of files. */
  public static final String BATCH = "vsfb_";

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String random(String prefix) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }

  /** The id that something always has, by its name. */
  public static String ofName(String prefix, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return prefix + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isId(String prefix, String text) {
    return text.startsWith(prefix) && text.substring(prefix.length()).matches("[0-9a-f]{32}");
  }
}
