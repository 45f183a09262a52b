package dev.servllama.chat.schema;

/** The work that may go into all automata of one schema, so that none takes more than moments. */
final class Effort {
  private static final long MOST = 2_000_000;

  private long spent;

  /**
   * @param units of work: about one step of one automaton each
   */
  void spend(long units) throws RegexSyntaxException {
    spent += units;
    if (spent > MOST) {
      throw new RegexSyntaxException("is too complex, or too many before it are");
    }
  }
}
