package dev.terrace.gateway.invalidation;

import dev.terrace.events.Invalidated;

/**
 * A row of the history.
 *
 * @param seq rises with each row; the cursor of lists
 * @param event what was invalidated, by whom and why; of very many keys the first {@value InvalidationHistory#KEYS_KEPT}
 * @param keys exact keys covered
 * @param estimated entries that a tag, pattern or all covered, -1 when no tier could tell
 */
public record PastInvalidation(long seq, Invalidated event, long keys, long estimated) {}
