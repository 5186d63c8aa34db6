package dev.terrace.gateway.invalidation;

import dev.terrace.events.Invalidated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history.
 *
 * @param seq rises with each row; the cursor of lists
 * @param event what was invalidated, by whom and why; of very many keys the first {@value InvalidationHistory#KEYS_KEPT}
 * @param keys exact keys covered
 * @param estimated entries that a tag, pattern or all covered, -1 when no tier could tell
 * @param status done, scheduled, failed or cancelled
 * @param runAt when it is to be done, or was to be; null for one that was done at once
 * @param error why it has failed, or waits although its time has come; null otherwise
 */
public record PastInvalidation(
        long seq,
        Invalidated event,
        long keys,
        long estimated,
        String status,
        @Nullable Instant runAt,
        @Nullable String error) {}
