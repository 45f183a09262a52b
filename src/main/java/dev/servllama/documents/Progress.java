package dev.servllama.documents;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a collection is.
 *
 * @param files that can be found
 * @param allFiles that are wanted
 * @param pages of those that can be found
 * @param chunks of those that can be found
 * @param left until all can be found, as things go; empty when they can, or if it is not known yet
 * @param rebuilding whether an index for another embedding model is being built
 */
public record Progress(
    int files, int allFiles, int pages, int chunks, Optional<Duration> left, boolean rebuilding) {}
