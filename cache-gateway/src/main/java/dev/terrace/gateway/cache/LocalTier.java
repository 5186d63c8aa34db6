package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;

/**
 * A tier of this node alone whose entries outlive the process. Nobody removed from it while the process was away, so after a restart its
 * entries of before are absent until its owner has said that every mark since {@link #applied()} was applied ({@link #applied(Position)}),
 * or renewed it because those marks are no longer to be had or of another epoch.
 */
public interface LocalTier extends CacheTier {
    /** Up to where marks have been applied to what it holds, as it was made durable; {@link Position#NONE} when that was never said. */
    Uni<Position> applied();

    /** All marks up to there have been applied. Completes when that is durable, which it never is before the removals themselves. */
    Uni<Void> applied(Position upTo);
}
