package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes where the tiers are all there is (memory or Memcached alone), or all that is meant ({@code cache_aside} beside an origin): mark,
 * then the value with the mark as its asOf. Of racing writers the later mark stays.
 */
final class CopyWrites implements Writes {
    private static final WriteResult UNCONDITIONAL = new WriteResult.Refused(
            Refusal.NOT_SUPPORTED, "a condition needs a record that decides it; this cache has only copies");

    private final Copies copies;
    private final Scope scope;
    private final Entries entries;

    CopyWrites(Copies copies, Scope scope, Entries entries) {
        this.copies = copies;
        this.scope = scope;
        this.entries = entries;
    }

    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        if (condition != Condition.NONE) {
            return Uni.createFrom().item(UNCONDITIONAL);
        }
        boolean there = copies.near() != null && copies.near().peek(key) != null;
        return copies.tickets(key)
                .flatMap(tickets -> marked(key).flatMap(marked -> store(key, value, tickets, marked, !there)))
                .onFailure(LogAwayException.class)
                .recoverWithItem(CopyWrites::logAway);
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        if (condition != Condition.NONE) {
            return Uni.createFrom().item(UNCONDITIONAL);
        }
        return marked(key)
                .flatMap(marked -> copies.remove(key, marked.local()).map(done ->
                        (WriteResult) new WriteResult.Done(false, null, WriteResult.Ack.MEMORY, marked.position())))
                .onFailure(LogAwayException.class)
                .recoverWithItem(CopyWrites::logAway);
    }

    private Uni<Marked> marked(CacheKey key) {
        return scope.coherence()
                .mark(List.of(Coherence.mark(key, Position.NONE)), scope.spec().strict());
    }

    private static WriteResult logAway() {
        return new WriteResult.Refused(Refusal.UNAVAILABLE, "the coherence log is away");
    }

    private Uni<WriteResult> store(
            CacheKey key, NewValue value, List<@Nullable Ticket> tickets, Marked marked, boolean created) {
        Entry entry = entries.of(key, value, marked.local(), 0);
        return copies.store(key, entry, tickets).map(outcome -> {
            if (outcome.stored() == 0 && outcome.tooLarge() > 0) {
                return new WriteResult.Refused(Refusal.TOO_LARGE, "larger than any tier takes");
            }
            if (outcome.stored() == 0 && (outcome.failed() > 0 || marked.waiting())) {
                return new WriteResult.Refused(Refusal.UNAVAILABLE, "no tier could be reached");
            }
            return new WriteResult.Done(created, entry.etag(), WriteResult.Ack.MEMORY, marked.position());
        });
    }
}
