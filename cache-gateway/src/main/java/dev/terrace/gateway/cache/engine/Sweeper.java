package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Retires key marks: one node a log, and only what every shared tier has confirmed. It also turns intents whose writers are gone into
 * marks. What it does twice does no harm, so a lease that passes on late is no danger.
 */
final class Sweeper {
    /** Younger marks are left alone: they cost nothing, and loads that began before them may still be on their way. */
    static final long HORIZON_NANOS = 30_000_000_000L;

    private static final long EVERY_MS = 1000;
    /** A round is a few milliseconds of this node and of the log's server, in which writers wait. */
    private static final int BATCH = 500;

    private final Coherence coherence;
    private final InvalidationLog log;
    private final Time time;
    private final Confirming confirming;
    private final Samples samples;
    private final int crowd;
    private long epoch;
    private long swept;
    /**
     * There is more that is ripe: the next round begins after half as long as this one took, or at once where {@link #crowd} marks wait. At a
     * fixed pace writes that are faster would fill the log to its bound.
     */
    private boolean behind;

    /** Caches whose marks up to {@link #swept} every tier has confirmed, since the last floor. */
    private final Set<String> confirmed = new HashSet<>();

    private boolean unretired;
    private long begunNanos;
    private long retiredNanos;
    private volatile boolean stopped;

    /** @param crowd key marks from which on rounds follow each other without a pause: past the log's bound all that is older becomes invalid */
    Sweeper(Coherence coherence, Time time, Confirming confirming, int crowd) {
        this.coherence = coherence;
        this.log = coherence.log();
        this.time = time;
        this.confirming = confirming;
        this.crowd = crowd;
        this.samples = new Samples(time, HORIZON_NANOS);
        this.retiredNanos = time.nanos();
    }

    void start() {
        if (stopped) {
            return;
        }
        samples.take(coherence.view().position());
        behind = false;
        begunNanos = time.nanos();
        Uni<Void> round = coherence.away()
                ? Uni.createFrom().voidItem()
                : log.lead().flatMap(leads -> leads ? round() : Uni.createFrom().voidItem());
        round.subscribe().with(done -> again(), failure -> again());
    }

    void stop() {
        stopped = true;
    }

    private void again() {
        long tookMs = (time.nanos() - begunNanos) / 1_000_000;
        boolean crowded = coherence.view().keyMarks() > crowd;
        long pauseMs = crowded ? 1 : Math.clamp(tookMs / 2, 1, EVERY_MS);
        time.after(behind ? pauseMs : EVERY_MS, this::start);
    }

    private Uni<Void> round() {
        long now = coherence.view().position().epoch();
        return log.overdue().flatMap(overdue -> closeIntents(overdue, now)).chain(this::sweep);
    }

    private Uni<Void> closeIntents(List<Logged> overdue, long of) {
        List<Mark> marks = new ArrayList<>();
        for (Logged logged : overdue) {
            if (logged.mark() instanceof Mark.Intent intent) {
                marks.add(new Mark.Key(intent.cache(), intent.key(), intent.hash(), new Position(of, logged.offset())));
            }
        }
        return marks.isEmpty()
                ? Uni.createFrom().voidItem()
                : coherence.append(marks).replaceWithVoid();
    }

    private Uni<Void> sweep() {
        Position limit = samples.behind();
        if (limit.epoch() != epoch) {
            epoch = limit.epoch();
            swept = 0;
            confirmed.clear();
            unretired = false;
        }
        Uni<Void> round = limit.offset() <= swept
                ? Uni.createFrom().voidItem()
                : log.read(swept, BATCH).flatMap(entries -> confirm(entries, limit));
        return round.chain(this::retire);
    }

    private Uni<Void> confirm(List<Logged> entries, Position limit) {
        List<Logged> ripe =
                entries.stream().filter(e -> e.offset() <= limit.offset()).toList();
        if (ripe.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long upTo = ripe.get(ripe.size() - 1).offset();
        return confirming
                .confirm(new Position(epoch, upTo), ripe)
                .invoke(all -> {
                    if (all) {
                        swept = upTo;
                        behind = ripe.size() == BATCH;
                        confirmed.addAll(Confirming.caches(ripe));
                        unretired |= ripe.stream().anyMatch(e -> !(e.mark() instanceof Mark.Floor));
                    }
                })
                .replaceWithVoid();
    }

    /** Once a second at most: a reader whose tier was asked before a floor rose, and answers after it, has to take an older entry for invalid. */
    private Uni<Void> retire() {
        if (!unretired || (behind && begunNanos - retiredNanos < EVERY_MS * 1_000_000)) {
            return Uni.createFrom().voidItem();
        }
        retiredNanos = begunNanos;
        Mark.Floor floor = new Mark.Floor(Set.copyOf(confirmed), swept);
        return log.retire(floor)
                .invoke(appended -> {
                    confirmed.clear();
                    unretired = false;
                    coherence.own(List.of(floor), List.of(appended));
                })
                .replaceWithVoid();
    }
}
