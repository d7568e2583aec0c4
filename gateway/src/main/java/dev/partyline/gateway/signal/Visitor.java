package dev.partyline.gateway.signal;

import dev.partyline.gateway.source.SourceBlocks;

/**
 * Where a socket came from.
 *
 * @param base how it reached the pages, such as {@code https://partyline.example}
 */
record Visitor(SourceBlocks source, String base) {}
