package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.lease.Taken;

/** Keeps a lease while its load runs. A lease that was lost is not taken back: the load goes on, and its fill is fenced as any. */
final class Renewal {
    private final Leased parts;
    private final Taken.Won won;
    private final long lengthMs;
    private volatile boolean ended;
    private volatile Runnable untimed = () -> {};

    Renewal(Leased parts, Taken.Won won) {
        this.parts = parts;
        this.won = won;
        this.lengthMs = parts.times.leaseMs();
    }

    void begin() {
        if (!ended) {
            untimed = parts.scope.time().after(lengthMs / 3, this::renew);
        }
    }

    /** One call that was not answered does not end it; a lease that is another's by now is left alone by the store. */
    private void renew() {
        if (!ended) {
            parts.lease.renew(won, lengthMs).subscribe().with(held -> begin(), failure -> begin());
        }
    }

    void end() {
        ended = true;
        untimed.run();
    }
}
