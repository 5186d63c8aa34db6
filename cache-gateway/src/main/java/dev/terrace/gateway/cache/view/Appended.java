package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;

/**
 * Answer to an append.
 *
 * @param position of the mark
 * @param others for a mark that closes an intent: something else was appended for its key since that intent
 * @param wide newest offset of a tag, ban, tier generation or all of its cache, 0 for none
 */
public record Appended(Position position, boolean others, long wide) {}
