package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
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
    private static final long SOON_MS = 1;
    private static final int BATCH = 1000;

    private final Coherence coherence;
    private final InvalidationLog log;
    private final Time time;
    private final Confirming confirming;
    private final Samples samples;
    private long epoch;
    private long swept;
    /** There is more that is ripe: the next round begins at once, or writes faster than a batch a second would fill the log to its bound. */
    private boolean behind;

    private volatile boolean stopped;

    Sweeper(Coherence coherence, Time time, Confirming confirming) {
        this.coherence = coherence;
        this.log = coherence.log();
        this.time = time;
        this.confirming = confirming;
        this.samples = new Samples(time, HORIZON_NANOS);
    }

    void start() {
        if (stopped) {
            return;
        }
        samples.take(coherence.view().position());
        behind = false;
        Uni<Void> round = coherence.away()
                ? Uni.createFrom().voidItem()
                : log.lead().flatMap(leads -> leads ? round() : Uni.createFrom().voidItem());
        round.subscribe().with(done -> again(), failure -> again());
    }

    void stop() {
        stopped = true;
    }

    private void again() {
        time.after(behind ? SOON_MS : EVERY_MS, this::start);
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
        }
        if (limit.offset() <= swept) {
            return Uni.createFrom().voidItem();
        }
        return log.read(swept, BATCH).flatMap(entries -> {
            List<Logged> ripe =
                    entries.stream().filter(e -> e.offset() <= limit.offset()).toList();
            if (ripe.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            long upTo = ripe.get(ripe.size() - 1).offset();
            return confirming
                    .confirm(new Position(epoch, upTo), ripe)
                    .flatMap(confirmed ->
                            confirmed ? retire(ripe, upTo) : Uni.createFrom().voidItem())
                    .invoke(() -> behind = swept == upTo && ripe.size() == BATCH);
        });
    }

    private Uni<Void> retire(List<Logged> ripe, long upTo) {
        swept = upTo;
        Set<String> caches = Confirming.caches(ripe);
        boolean onlyFloors = ripe.stream().allMatch(e -> e.mark() instanceof Mark.Floor);
        if (onlyFloors) {
            return Uni.createFrom().voidItem();
        }
        Mark.Floor floor = new Mark.Floor(caches, upTo);
        return log.retire(floor)
                .invoke(appended -> coherence.own(List.of(floor), List.of(appended)))
                .replaceWithVoid();
    }
}
