package dev.servllama.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.models.gguf.TokenType;
import dev.servllama.testing.Tokenizers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokenPiecesTest {
  static TokenPieces pieces(String kind, TokenType type, String... tokens) {
    return TokenPieces.of(Tokenizers.of(kind, type, tokens));
  }

  private static String text(TokenPieces pieces, int id) {
    return new String(pieces.piece(id), StandardCharsets.UTF_8);
  }

  @Test
  void readsTheSpellingOfBytePairs() {
    TokenPieces pieces = pieces("gpt2", TokenType.NORMAL, "Ġthe", "Ċ", "Ã¤", "Ã", "", "x");
    assertEquals(" the", text(pieces, 0));
    assertEquals("\n", text(pieces, 1));
    assertEquals("ä", text(pieces, 2));
    assertArrayEquals(new byte[] {(byte) 0xc3}, pieces.piece(3));
    assertEquals("", text(pieces, 4));
    assertEquals("x", text(pieces, 5));
  }

  @Test
  void readsTheSpellingOfSentencePiece() {
    TokenPieces pieces = pieces("llama", TokenType.NORMAL, "▁the", "<0xC3>", "ä");
    assertEquals(" the", text(pieces, 0));
    assertArrayEquals(new byte[] {(byte) 0xc3}, pieces.piece(1));
    assertEquals("ä", text(pieces, 2));
  }

  @Test
  void takesControlTokensAsTheyAreWritten() {
    assertEquals("<|Ġ|>", text(pieces("gpt2", TokenType.CONTROL, "<|Ġ|>"), 0));
  }

  @Test
  void hasNothingForATokenThatTheFileDoesNotName() {
    assertEquals("", text(pieces("gpt2", TokenType.NORMAL, "a"), 7));
  }
}
