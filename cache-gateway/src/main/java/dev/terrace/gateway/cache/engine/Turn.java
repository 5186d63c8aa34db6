package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Taken;
import dev.terrace.gateway.cache.view.Verdict;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One load's turn: asks for the lease, and loads, or waits for the node that does.
 *
 * <pre>
 * asking -> won      -> (looking) -> loading -> ended
 *        -> held     -> waiting -> looking -> ended, or asking again
 *        -> no store -> loading -> ended
 * </pre>
 *
 * After the hard timeout it no longer asks: it looks a last time and ends.
 */
final class Turn {
    private static final long AGAIN_MS = 1000;
    private static final long MARGIN_MS = 10;

    private final Leased parts;
    private final Read read;
    private final Consumer<Loaded> caller;
    private final long deadline;

    Turn(Leased parts, Read read, Consumer<Loaded> caller) {
        this.parts = parts;
        this.read = read;
        this.caller = caller;
        this.deadline = now() + parts.origin.hardTimeoutMs() * 1_000_000;
    }

    private long now() {
        return parts.scope.time().nanos();
    }

    void begin() {
        Waiters.Expected expected = parts.waiters.expect(read.key);
        parts.lease
                .take(read.key, parts.times.leaseMs())
                .subscribe()
                .with(taken -> taken(taken, expected), failure -> taken(Taken.Unreachable.NOW, expected));
    }

    private void taken(Taken taken, Waiters.Expected expected) {
        switch (taken) {
            case Taken.Held held -> await(held, expected);
            case Taken.Won won -> {
                parts.waiters.forget(read.key, expected);
                won(won);
            }
            case Taken.Unreachable unreachable -> {
                parts.waiters.forget(read.key, expected);
                alone();
            }
        }
    }

    private void await(Taken.Held held, Waiters.Expected expected) {
        long left = Math.max(0, (deadline - now()) / 1_000_000);
        long ms = Math.min(Math.min(held.leftMs() + MARGIN_MS, AGAIN_MS), left);
        Runnable untimed = parts.scope.time().after(Math.max(1, ms), () -> expected.complete(Optional.empty()));
        expected.thenAccept(heard -> {
            untimed.run();
            parts.waiters.forget(read.key, expected);
            woken(heard);
        });
    }

    private void woken(Optional<Announcement> heard) {
        if (parts.scope.distrusted()) {
            alone();
        } else if (heard.isPresent()) {
            announced(heard.get());
        } else if (now() >= deadline) {
            look(this::late);
        } else {
            begin();
        }
    }

    private void announced(Announcement heard) {
        switch (heard.outcome()) {
            case FILLED -> look(this::again);
            case LOST -> again();
            case UNSHARED -> {
                parts.unshared(read);
                alone();
            }
            case NOTHING -> {
                if (covered(heard.asOf())) {
                    again();
                } else {
                    caller.accept(Loaded.NOTHING);
                }
            }
            case FAILED -> fail(Refusal.ORIGIN_FAILED, "the origin failed");
            case TIMED_OUT -> fail(Refusal.ORIGIN_TIMEOUT, "the origin did not answer in time");
            case UNAVAILABLE -> fail(Refusal.UNAVAILABLE, "the origin is not asked at the moment");
        }
    }

    /** Whether a mark may cover an absence that was true at the position. */
    private boolean covered(Position asOf) {
        return parts.scope.view().check(read.key, parts.origin.absence(asOf), TierName.MEMORY, parts.scope.noFloor())
                != Verdict.VALID;
    }

    private void fail(Refusal why, String detail) {
        caller.accept(new Loaded.Failed(why, detail + ", another node says"));
    }

    private void again() {
        if (now() >= deadline) {
            late();
        } else {
            begin();
        }
    }

    private void late() {
        caller.accept(new Loaded.Failed(Refusal.ORIGIN_TIMEOUT, "another node's load did not end in time"));
    }

    /** Looks in the shared tiers; what is there and good is the answer. */
    private void look(Runnable otherwise) {
        Read again = new Read(read.key, ReadOptions.PLAIN, true, read.youngerThanMs);
        parts.look
                .load(again)
                .subscribe()
                .with(
                        loaded -> {
                            if (loaded instanceof Loaded.Value) {
                                caller.accept(loaded);
                            } else {
                                otherwise.run();
                            }
                        },
                        failure -> otherwise.run());
    }

    private void alone() {
        parts.origin.load(read).subscribe().with(caller::accept, failure -> caller.accept(failed(failure)));
    }

    private static Loaded failed(Throwable failure) {
        return new Loaded.Failed(Refusal.UNAVAILABLE, "load failed: " + failure);
    }

    private void won(Taken.Won won) {
        if (!won.again()) {
            load(won);
            return;
        }
        Read again = new Read(read.key, ReadOptions.PLAIN, true, read.youngerThanMs);
        parts.look.load(again).subscribe().with(found -> looked(won, found), failure -> load(won));
    }

    private void looked(Taken.Won won, Loaded found) {
        if (found instanceof Loaded.Value) {
            end(won, Announcement.Outcome.FILLED);
            caller.accept(found);
        } else {
            load(won);
        }
    }

    private void load(Taken.Won won) {
        Renewal renewal = new Renewal(parts, won);
        renewal.begin();
        long start = now();
        parts.origin
                .load(read, won.asOf())
                .subscribe()
                .with(
                        loaded -> loaded(won, renewal, loaded, start),
                        failure -> loaded(won, renewal, failed(failure), start));
    }

    private void loaded(Taken.Won won, Renewal renewal, Loaded loaded, long start) {
        renewal.end();
        parts.times.add((now() - start) / 1000);
        read.filling(new Fill(loaded, outcome -> {
            if (outcome == Announcement.Outcome.UNSHARED) {
                parts.unshared(read);
            }
            end(won, outcome);
        }));
        caller.accept(loaded);
    }

    private void end(Taken.Won won, Announcement.Outcome outcome) {
        parts.lease.release(won, outcome).subscribe().with(done -> {}, failure -> {});
    }
}
