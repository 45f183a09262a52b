package dev.servllama.http;

import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TokenPieces;
import dev.servllama.openai.TokenList;
import dev.servllama.openai.TokenizeRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Tokens in the form that a request asks for. */
final class TokenLists {
  private static final int BYTE = 0xff;

  private TokenLists() {}

  static TokenList of(ServedModel model, int[] tokens, TokenizeRequest asked) {
    TokenPieces pieces = model.requirePrompting().pieces();
    List<String> strings =
        asked.strings()
            ? IntStream.of(tokens)
                .mapToObj(id -> new String(pieces.piece(id), StandardCharsets.UTF_8))
                .toList()
            : null;
    Object list =
        asked.pieces()
            ? IntStream.of(tokens)
                .mapToObj(id -> new TokenList.Piece(id, readable(pieces.piece(id))))
                .toList()
            : tokens;
    return new TokenList(model.id(), tokens.length, model.engine().contextLength(), list, strings);
  }

  /** A text where it is one, else its bytes, as llama-server has it. */
  private static Object readable(byte[] piece) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(piece)).toString();
    } catch (CharacterCodingException e) {
      return IntStream.range(0, piece.length).map(i -> piece[i] & BYTE).toArray();
    }
  }
}
