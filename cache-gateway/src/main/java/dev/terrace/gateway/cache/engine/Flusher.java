package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.engine.FlushTarget.Landed;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.journal.JournalIndex;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what is dirty in the partitions that this node has claimed, and gives back the journal's beginning. */
final class Flusher {
    private static final long EVERY_MS = 20;
    private static final long TRIM_MS = 1000;
    private static final long WAIT_MS = 2000;
    private static final long ROUND_MS = 60_000;
    private static final long CLAIM_AGAIN_MS = 2000;
    private static final int BATCH = 200;
    private static final int LOOK = 2000;
    private static final long COPY_AFTER = 10_000;
    private static final long RENEW_AFTER = 256;
    private static final long RENEW_MS = 60_000;

    private final WriteBack writeBack;
    private final Time time;
    private final Function<String, @Nullable Flushing> targets;
    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Boolean> copying = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Long> trimmed = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Long> renewed = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Long> claimed = new ConcurrentHashMap<>();
    private final AtomicLong flushed = new AtomicLong();
    private long trimAt;

    /** {@code targets}: of an open cache, null when it is not open here or cannot be written. */
    Flusher(WriteBack writeBack, Time time, Function<String, @Nullable Flushing> targets) {
        this.writeBack = writeBack;
        this.time = time;
        this.targets = targets;
    }

    void start() {
        time.after(EVERY_MS, this::tick);
    }

    /** Writes carried out since start. */
    long flushed() {
        return flushed.get();
    }

    private void tick() {
        if (writeBack.isStopped()) {
            return;
        }
        if (writeBack.index().isRebuilt()) {
            boolean trims = time.nanos() - trimAt >= TRIM_MS * 1_000_000;
            trimAt = trims ? time.nanos() : trimAt;
            for (int partition : writeBack.given()) {
                work(partition, trims);
            }
        }
        start();
    }

    /** Again after a while as long as this node is given the partition: an older claim of another may have come late. */
    private void claim(int partition) {
        long now = time.nanos();
        Long before = claimed.get(partition);
        if (before == null || now - before >= CLAIM_AGAIN_MS * 1_000_000) {
            claimed.put(partition, now);
            writeBack
                    .journal()
                    .append(partition, new Journaled.Claim(writeBack.journal().node()))
                    .subscribe()
                    .with(done -> {}, failure -> {});
        }
    }

    private void work(int partition, boolean trims) {
        long claim = writeBack.claim(partition);
        if (claim < 0) {
            claim(partition);
            return;
        }
        for (String cache : index().dirtyCaches(partition)) {
            Lane lane = lanes.computeIfAbsent(partition + " " + cache, name -> new Lane(partition, cache));
            if (lane.begin(time.nanos())) {
                round(lane, claim);
            }
        }
        copyForward(partition, claim);
        if (trims) {
            renew(partition, claim);
            trim(partition);
        }
    }

    private JournalIndex index() {
        return writeBack.index();
    }

    private void round(Lane lane, long claim) {
        Flushing to = targets.apply(lane.cache);
        List<CacheKey> due = to == null ? List.of() : due(lane);
        if (to == null || due.isEmpty()) {
            lane.end();
            return;
        }
        Round round = new Round(writeBack, to, lane.partition, claim, due);
        // A round that is lost, as by a thread without stack, does not keep its lane: two at a time do no harm.
        Limit.of(time, round::run, ROUND_MS + to.target().mayLandMs())
                .invoke(jobs -> judge(lane, claim, jobs))
                .onFailure()
                .invoke(failure -> lane.pause(time.nanos()))
                .onItemOrFailure()
                .transformToUni((jobs, failure) -> readBack(round))
                .subscribe()
                .with(done -> lane.end(), failure -> lane.end());
    }

    private List<CacheKey> due(Lane lane) {
        long now = time.nanos();
        long linger = writeBack.settings().lingerMs() * 1_000_000;
        return index()
                .dirty(lane.partition, lane.cache, BATCH, LOOK, one -> {
                    boolean waited = now - one.sinceNanos() >= linger
                            || writeBack.wanted(one.write().key());
                    return waited && lane.rested(one, now);
                })
                .stream()
                .map(one -> one.write().key())
                .toList();
    }

    /** What was settled is to be known here before the next round looks for dirty keys. */
    private Uni<Boolean> readBack(Round round) {
        long last = round.lastEntry();
        int partition = round.partition();
        return writeBack.until(() -> index().next(partition) > last, WAIT_MS);
    }

    private void judge(Lane lane, long claim, List<Round.Job> jobs) {
        boolean moves = false;
        boolean away = false;
        for (Round.Job job : jobs) {
            Unsettled write = job.write;
            if (write == null) {
                lane.over(job.key);
                continue;
            }
            switch (job.landed) {
                case Landed.Done done -> {
                    flushed.incrementAndGet();
                    lane.over(job.key);
                    moves = true;
                }
                case Landed.Again again -> lane.again(write, time.nanos());
                case Landed.Away none -> away = true;
                case Landed.Refused refused -> refused(lane, claim, write, refused.reason());
                case null -> away = true;
            }
        }
        if (away && !moves) {
            lane.pause(time.nanos());
        } else if (moves) {
            lane.moves();
        }
    }

    private void refused(Lane lane, long claim, Unsettled write, String reason) {
        int tries = lane.refused(write, time.nanos());
        if (tries >= writeBack.settings().tries()) {
            bury(lane, claim, write, reason, tries);
        }
    }

    private void bury(Lane lane, long claim, Unsettled write, String reason, int tries) {
        Journaled dead =
                new Journaled.Dead(write.place().offset(), write.record(), claim, write.write(), reason, tries);
        writeBack
                .journal()
                .append(lane.partition, dead)
                .subscribe()
                .with(done -> lane.over(write.write().key()), failure -> {});
    }

    /** A dead letter that lies first would keep everything behind it: it is written once more at the end. */
    private void copyForward(int partition, long claim) {
        Unsettled first = index().deadFirst(partition);
        Unsettled.Death death = first == null ? null : first.death();
        if (first == null
                || death == null
                || index().next(partition) - first.record() <= COPY_AFTER
                || copying.putIfAbsent(partition, true) != null) {
            return;
        }
        Journaled dead = new Journaled.Dead(
                first.place().offset(), first.record(), claim, first.write(), death.reason(), death.tries());
        writeBack
                .journal()
                .append(partition, dead)
                .flatMap(at -> writeBack.until(() -> index().next(partition) > at, WAIT_MS))
                .subscribe()
                .with(done -> copying.remove(partition), failure -> copying.remove(partition));
    }

    /** The same claim once more, behind what is not needed any more: the journal can begin there. */
    private void renew(int partition, long claim) {
        long behind = index().behindClaim(partition);
        long now = time.nanos();
        boolean waited = now - renewed.computeIfAbsent(partition, p -> now) >= RENEW_MS * 1_000_000;
        if (behind >= RENEW_AFTER || (behind > 0 && waited)) {
            renewed.put(partition, now);
            writeBack
                    .journal()
                    .append(partition, new Journaled.Claim(writeBack.journal().node(), claim))
                    .subscribe()
                    .with(done -> {}, failure -> {});
        }
    }

    private void trim(int partition) {
        long below = index().mayBegin(partition);
        if (below > trimmed.getOrDefault(partition, 0L)) {
            trimmed.put(partition, below);
            writeBack
                    .journal()
                    .trim(partition, below)
                    .subscribe()
                    .with(done -> {}, failure -> trimmed.remove(partition));
        }
    }
}
