package dev.servllama.embedding;

/** How the states of a text's tokens become one vector. */
enum Pooling {
  /** Their mean. */
  MEAN,
  /** The first one's, that of {@code [CLS]}. */
  FIRST,
  /** The last one's. */
  LAST,
  /** The greatest in each dimension. */
  MAX;

  /**
   * @param states of all tokens, one after another
   * @param start the index of the text's first number
   * @param tokens how many there are
   * @param dimensions of a state
   */
  float[] pool(float[] states, int start, int tokens, int dimensions) {
    float[] vector = new float[dimensions];
    int from = this == LAST ? tokens - 1 : 0;
    int to = this == FIRST ? 1 : tokens;
    System.arraycopy(states, start + from * dimensions, vector, 0, dimensions);
    for (int token = from + 1; token < to; token++) {
      int at = start + token * dimensions;
      for (int i = 0; i < dimensions; i++) {
        float state = states[at + i];
        vector[i] = this == MAX ? Math.max(vector[i], state) : vector[i] + state;
      }
    }
    if (this == MEAN) {
      for (int i = 0; i < dimensions; i++) {
        vector[i] /= tokens;
      }
    }
    return vector;
  }

  /** Gives a vector the length 1. */
  static void normalize(float[] vector) {
    double sum = 0;
    for (float each : vector) {
      sum += (double) each * each;
    }
    float length = (float) Math.max(Math.sqrt(sum), 1e-12);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }
}
