package dev.servllama.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where the datasets of an owner lie: those of {@link #SHARED} in the folder itself, those of
 * others in a folder of their own below it, whose name begins with a character that no dataset's
 * name has.
 */
final class OwnerFolder {
  /** The owner of what belongs to everybody. */
  static final String SHARED = "shared";

  private static final int MAX_OWNER = 64;

  private OwnerFolder() {}

  /**
   * @throws IllegalArgumentException if the owner's name is empty or longer than 64 bytes of UTF-8
   */
  static Path of(Path root, String owner) {
    if (owner.equals(SHARED)) {
      return root;
    }
    byte[] bytes = owner.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_OWNER) {
      throw new IllegalArgumentException("an owner's name has 1 to 64 bytes");
    }
    StringBuilder name = new StringBuilder("@");
    for (byte b : bytes) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
      // Capitals too, for a file system may not tell them from small letters.
      name.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b));
    }
    return root.resolve(name.toString());
  }
}
