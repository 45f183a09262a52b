package dev.servllama.documents.splitting;

import dev.servllama.documents.splitting.Sentences.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Puts the sentences of a section together to chunks. Not thread-safe. */
final class Assembly {
  private final ToIntFunction<String> counter;
  private final ChunkSize size;
  private final Consumer<Chunk> sink;
  private final List<Piece> pieces = new ArrayList<>();
  private int page;
  private List<String> path = List.of();
  private int room;
  private int around;
  private int fresh;

  Assembly(ToIntFunction<String> counter, ChunkSize size, Consumer<Chunk> sink) {
    this.counter = counter;
    this.size = size;
    this.sink = sink;
  }

  /** Nothing of what comes is in one chunk with what came. */
  void section(int page, List<String> headings) {
    end();
    this.page = page;
    around = counter.applyAsInt("");
    path = headings;
    room = room(path);
    // A path that takes half of the chunk says less than the text that it displaces.
    while (room < size.most() / 2 && !path.isEmpty()) {
      path = path.subList(1, path.size());
      room = room(path);
    }
  }

  private int room(List<String> headings) {
    Chunk empty = new Chunk("", page, headings);
    return size.most() - Math.max(around, counter.applyAsInt(empty.embedded()));
  }

  /** A heading stands in its section's text as well: it is there to be read. */
  void heading(String text) {
    if (counter.applyAsInt(text) - around < room / 2) {
      pieces.add(new Piece(text.strip() + "\n", counter.applyAsInt(text)));
    }
  }

  void text(String text) {
    for (Piece piece : new Sentences(counter, Math.max(1, room)).of(text + "\n")) {
      if (fresh > 0 && tokens(pieces) + piece.tokens() - around > room) {
        emit();
        keepOverlap(piece.tokens() - around);
      }
      pieces.add(piece);
      fresh++;
    }
  }

  void end() {
    if (fresh > 0) {
      emit();
    }
    pieces.clear();
    fresh = 0;
  }

  private int tokens(List<Piece> some) {
    return some.stream().mapToInt(piece -> piece.tokens() - around).sum();
  }

  private void emit() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    Chunk chunk = new Chunk(text.toString().strip(), page, path);
    // Tokens at the seams may differ from those of the pieces, by a few.
    if (pieces.size() > 1 && counter.applyAsInt(chunk.embedded()) > size.most()) {
      Piece last = pieces.remove(pieces.size() - 1);
      emit();
      pieces.clear();
      pieces.add(last);
      emit();
      return;
    }
    sink.accept(chunk);
  }

  private void keepOverlap(int next) {
    int from = pieces.size();
    int kept = 0;
    while (from > 0) {
      int tokens = pieces.get(from - 1).tokens() - around;
      if (kept + tokens > size.overlap() || kept + tokens + next > room) {
        break;
      }
      kept += tokens;
      from--;
    }
    pieces.subList(0, from).clear();
    fresh = 0;
  }
}
