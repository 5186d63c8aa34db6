package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import dev.terrace.gateway.cache.view.View;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * This node's side of the log: appends marks and applies them before anything is acknowledged, follows those of others, and goes on
 * without the log where that is allowed. Order for every mark: the view, then loads in flight, then memory.
 */
final class Coherence implements InvalidationLog.Follower {
    /** Age of the view from which a strict cache trusts no tier, and hits of a relaxed one are flagged. */
    static final long LAG_NANOS = 2_000_000_000L;

    private static final long ADOPT_MS = 500;

    private final InvalidationLog log;
    private final Time time;
    private final View view = new View();
    private final Waiting waiting;
    private final ConcurrentHashMap<String, Hearer> hearers = new ConcurrentHashMap<>();
    private volatile Places places = Places.NONE;
    private volatile Position told = Position.NONE;
    private volatile boolean loaded;
    private volatile long currentNanos;
    private volatile long failedNanos;
    private volatile boolean failed;

    Coherence(InvalidationLog log, Time time, int mostPending) {
        this.log = log;
        this.time = time;
        this.currentNanos = time.nanos() - 2 * LAG_NANOS;
        this.waiting = new Waiting(this, log, mostPending);
    }

    void start() {
        log.follow(this);
    }

    /** Who is told of places in the write-back journal before the marks that carry them count. */
    void journalled(Places noting) {
        places = noting;
    }

    View view() {
        return view;
    }

    InvalidationLog log() {
        return log;
    }

    int pending() {
        return waiting.size();
    }

    void hear(String cache, Hearer hearer) {
        hearers.put(cache, hearer);
    }

    void forget(String cache) {
        hearers.remove(cache);
    }

    /** Time since the sending of the last complete poll, nanoseconds. */
    long age() {
        return loaded ? Math.max(0, time.nanos() - currentNanos) : Long.MAX_VALUE;
    }

    /** Whether the view may be more than {@link #LAG_NANOS} behind. */
    boolean lagging() {
        return age() > LAG_NANOS;
    }

    /** Whether an append need not be tried. */
    boolean away() {
        return failed || lagging();
    }

    /**
     * Appends marks and applies them here. With the log away, a strict cache gets a {@link LogAwayException}; a relaxed one's marks are
     * applied here and wait.
     */
    Uni<Marked> mark(List<Mark> marks, boolean strict) {
        return append(marks)
                .onFailure(LogAwayException.class)
                .recoverWithUni(away -> strict
                        ? Uni.createFrom().failure(away)
                        : Uni.createFrom().item(() -> hold(marks)));
    }

    /** Appends marks and applies them here, or fails with a {@link LogAwayException}. */
    Uni<Marked> append(List<Mark> marks) {
        if (away()) {
            return Uni.createFrom().failure(new LogAwayException());
        }
        return log.append(marks)
                .flatMap(appended -> adopted(appended))
                .map(appended -> {
                    own(marks, appended);
                    return new Marked(
                            appended, appended.get(appended.size() - 1).position());
                })
                .onFailure()
                .transform(this::failed);
    }

    /** Marks of an epoch that this node's view does not have yet could not be applied: its snapshot comes first. */
    private Uni<List<Appended>> adopted(List<Appended> appended) {
        long epoch = appended.get(appended.size() - 1).position().epoch();
        if (view.position().epoch() == epoch) {
            return Uni.createFrom().item(appended);
        }
        return reached(new Position(epoch, 0), ADOPT_MS)
                .onItem()
                .transformToUni(reached -> view.position().epoch() == epoch
                        ? Uni.createFrom().item(appended)
                        : Uni.createFrom().failure(new LogAwayException()));
    }

    private Throwable failed(Throwable cause) {
        failedNanos = time.nanos();
        failed = true;
        LogAwayException away = new LogAwayException();
        away.addSuppressed(cause);
        return away;
    }

    void own(List<Mark> marks, List<Appended> appended) {
        marks.forEach(places::note);
        for (int i = 0; i < marks.size(); i++) {
            if (view.applyOwn(appended.get(i).position(), marks.get(i))) {
                tell(marks.get(i));
            }
        }
    }

    private Marked hold(List<Mark> marks) {
        Position local = view.position();
        marks.forEach(places::note);
        for (Mark mark : marks) {
            local = waiting.hold(mark);
        }
        return new Marked(List.of(), local);
    }

    void tell(Mark mark) {
        if (mark instanceof Mark.Base) {
            hearers.values().forEach(Hearer::missed);
            return;
        }
        Hearer hearer = hearers.get(mark.cache());
        if (hearer != null) {
            hearer.heard(mark);
        }
    }

    @Override
    public void loaded(Snapshot snapshot) {
        places.missed();
        view.load(snapshot);
        hearers.values().forEach(Hearer::missed);
        snapshot.marks().forEach(logged -> tell(logged.mark()));
        told = snapshot.at();
        loaded = true;
    }

    @Override
    public void applied(List<Logged> entries) {
        for (Logged entry : entries) {
            places.note(entry.mark());
            if (view.apply(entry)) {
                tell(entry.mark());
            }
        }
        told = view.position();
    }

    /** Up to where every mark has been told to the open caches. */
    Position told() {
        return told;
    }

    @Override
    public void current(long sentNanos) {
        if (failed && sentNanos - failedNanos > 0) {
            failed = false;
        }
        if (waiting.flushed(sentNanos)) {
            currentNanos = sentNanos;
        }
    }

    void back() {
        hearers.values().forEach(Hearer::back);
    }

    /** Completes when the view has reached the position, or with false after the time. */
    Uni<Boolean> reached(Position position, long withinMs) {
        return until(() -> !view.position().before(position), withinMs);
    }

    /** Completes when entries before this node's own marks have arrived, at the latest after the time. */
    Uni<Boolean> settled(String cache, long withinMs) {
        return until(() -> away() || !view.ahead(cache), withinMs);
    }

    Uni<Boolean> until(BooleanSupplier condition, long withinMs) {
        if (condition.getAsBoolean()) {
            return Uni.createFrom().item(true);
        }
        long end = time.nanos() + withinMs * 1_000_000;
        return Uni.createFrom()
                .emitter(caller -> new Object() {
                    void look() {
                        if (condition.getAsBoolean()) {
                            caller.complete(true);
                        } else if (time.nanos() >= end) {
                            caller.complete(false);
                        } else {
                            time.after(1, this::look);
                        }
                    }
                }.look());
    }

    /** The mark of a key, which closes that intent. */
    static Mark.Key mark(CacheKey key, Position intent) {
        return new Mark.Key(key.cache(), key.key(), key.hash(), intent);
    }
}
