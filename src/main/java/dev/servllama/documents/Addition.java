package dev.servllama.documents;

import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.splitting.ChunkSize;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is to be put into a collection.
 *
 * @param file which
 * @param attributes by which searches can be narrowed
 * @param chunkSize empty for the server's own choice
 */
public record Addition(
    StoredFile file, Map<String, Object> attributes, Optional<ChunkSize> chunkSize) {}
