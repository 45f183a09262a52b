package dev.servllama.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts such as people have embedded: questions of a few words, and passages of many. */
final class MixedTexts {
  private static final int FEWEST = 4;
  private static final int MOST = 160;

  private static final String[] WORDS =
      ("the of and to in that it was for on are with as his they be at one have this from or had by"
              + " not but some what there we can out other were all your when up use word how said"
              + " an each she which do their time if will way about many then them would write"
              + " river mountain library engine contract invoice warranty hospital teacher harvest"
              + " telescope orchestra railway chemistry voltage painting democracy insurance")
          .split(" ");

  private MixedTexts() {}

  /**
   * @param count how many; their lengths are spread evenly by their logarithm, as those of real
   *     texts roughly are
   * @param seed the same for the same texts
   */
  static List<String> of(int count, long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double words = FEWEST * Math.pow((double) MOST / FEWEST, random.nextDouble());
      texts.add(text((int) words, random));
    }
    return texts;
  }

  private static String text(int words, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString().strip();
  }
}
