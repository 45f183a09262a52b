package dev.servllama.embedding;

import dev.servllama.embedding.ModelFiles.Traits;
import dev.servllama.embedding.natives.NativeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model that is ready.
 *
 * @param model in native memory
 * @param traits how its vectors are made
 * @param vocabulary how many tokens it knows
 * @param dimensions of a vector
 */
record LoadedModel(NativeModel model, Traits traits, int vocabulary, int dimensions)
    implements Runner {

  /** Takes the dimensions from a first run, which also makes the next one quick. */
  static LoadedModel of(NativeModel model, Traits traits, int vocabulary) {
    long[] ids = model.encode("Hello");
    float[] states = model.run(ids, ones(ids.length), 1);
    int dimensions = model.pooled() ? states.length : states.length / ids.length;
    return new LoadedModel(model, traits, vocabulary, dimensions);
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public List<float[]> run(List<long[]> texts) {
    int length = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    long[] ids = new long[texts.size() * length];
    long[] mask = new long[ids.length];
    for (int i = 0; i < texts.size(); i++) {
      long[] text = texts.get(i);
      System.arraycopy(text, 0, ids, i * length, text.length);
      Arrays.fill(mask, i * length, i * length + text.length, 1);
    }
    float[] states = model.run(ids, mask, texts.size());
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      vectors.add(vector(states, i, length, texts.get(i).length));
    }
    return vectors;
  }

  private float[] vector(float[] states, int text, int length, int tokens) {
    float[] vector =
        model.pooled()
            ? Pooling.FIRST.pool(states, text * dimensions, 1, dimensions)
            : traits.pooling().pool(states, text * length * dimensions, tokens, dimensions);
    if (traits.normalize()) {
      Pooling.normalize(vector);
    }
    return vector;
  }
}
