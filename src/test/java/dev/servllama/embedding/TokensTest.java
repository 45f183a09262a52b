package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.embedding.Embedder.Overflow;
import dev.servllama.error.InvalidRequestException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final int MOST = 6;
  private static final int VOCABULARY = 1000;

  /** A token for each character, between 101 and 102 as BERT has it. */
  private final Tokens tokens = new Tokens(text -> around(101, text, 102), MOST, VOCABULARY);

  /** One without tokens around a text. */
  private final Tokens bare =
      new Tokens(text -> text.chars().asLongStream().toArray(), MOST, VOCABULARY);

  private static long[] around(long before, String text, long behind) {
    return LongStream.concat(
            LongStream.of(before),
            LongStream.concat(text.chars().asLongStream(), LongStream.of(behind)))
        .toArray();
  }

  private static EmbeddingInput ids(Integer... ids) {
    return new EmbeddingInput.Tokens(List.of(ids));
  }

  private InvalidRequestException refused(EmbeddingInput input, int index) {
    return assertThrows(
        InvalidRequestException.class, () -> tokens.of(input, index, Overflow.REFUSE));
  }

  @Test
  void putsIdsBetweenTheTokensOfTheModel() {
    assertArrayEquals(new long[] {101, 7, 8, 102}, tokens.of(ids(7, 8), 0, Overflow.REFUSE));
    assertArrayEquals(new long[] {7, 8}, bare.of(ids(7, 8), 0, Overflow.REFUSE));
  }

  @Test
  void takesIdsAsTheyAreThatHaveThoseAlready() {
    assertArrayEquals(new long[] {101, 7, 102}, tokens.of(ids(101, 7, 102), 0, Overflow.REFUSE));
    assertArrayEquals(
        new long[] {101, 101, 7, 102},
        tokens.of(ids(101, 7), 0, Overflow.REFUSE),
        "half of them is a text that begins so");
  }

  @Test
  void takesJustAsManyAsTheModelReads() {
    assertEquals(MOST, tokens.of(new EmbeddingInput.Text("abcd"), 0, Overflow.REFUSE).length);
    assertEquals(MOST, tokens.of(ids(1, 2, 3, 4), 0, Overflow.REFUSE).length);

    InvalidRequestException e = refused(new EmbeddingInput.Text("abcde"), 3);

    assertEquals("input[3]", e.param().orElseThrow());
    assertTrue(e.getMessage().contains("Input 3 has 7 tokens"), e.getMessage());
    assertTrue(e.getMessage().contains("at most 6"), e.getMessage());
    assertTrue(refused(ids(1, 2, 3, 4, 5), 0).getMessage().contains("7 tokens"));
  }

  @Test
  void cutsATextButNotTheTokenBehindIt() {
    assertArrayEquals(
        new long[] {101, 1, 2, 3, 4, 102}, tokens.of(ids(1, 2, 3, 4, 5, 6), 0, Overflow.TRUNCATE));
    assertArrayEquals(
        new long[] {1, 2, 3, 4, 5, 6}, bare.of(ids(1, 2, 3, 4, 5, 6, 7), 0, Overflow.TRUNCATE));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, VOCABULARY, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refusesWhatTheModelDoesNotKnow(int id) {
    InvalidRequestException e = refused(ids(5, id), 2);

    assertEquals("input[2]", e.param().orElseThrow());
    assertTrue(e.getMessage().contains("the token id " + id + ","), e.getMessage());
    assertTrue(e.getMessage().contains("vocabulary of " + VOCABULARY), e.getMessage());
  }

  @Test
  void knowsTheLastTokenOfTheVocabulary() {
    assertArrayEquals(
        new long[] {101, VOCABULARY - 1, 102}, tokens.of(ids(VOCABULARY - 1), 0, Overflow.REFUSE));
  }

  @Test
  void refusesAMillionIdsByTheirNumber() {
    List<Integer> million = IntStream.range(0, 1_000_000).map(i -> 1).boxed().toList();

    assertTrue(refused(new EmbeddingInput.Tokens(million), 0).getMessage().contains("1000002"));
  }
}
