package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.engine.FlushTarget.Landed;
import dev.terrace.gateway.cache.engine.FlushTarget.Seen;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.cache.journal.Place;
import dev.terrace.gateway.cache.journal.Unsettled;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One round of a lane: the steps of docs/adr/0002-write-back.md, whose order is what keeps an owner that is none any more from putting an
 * older value over a newer one. Fails when the coherence log or the journal is away, or the claim is gone.
 */
final class Round {
    private static final long WAIT_MS = 2000;
    private static final long MARGIN_MS = 3000;
    private static final int AT_ONCE = 32;

    private final WriteBack writeBack;
    private final Flushing to;
    private final int partition;
    private final long claim;
    private final List<Job> jobs;
    private final long beganNanos;
    private final List<Long> settledAt = new ArrayList<>();

    /** A key on its way. {@code write} is what was picked, {@code landed} null as long as nothing was. */
    static final class Job {
        final CacheKey key;
        Position intent = Position.NONE;
        Position asOf = Position.NONE;
        List<@Nullable Ticket> tickets = List.of();

        @Nullable
        Seen seen;

        @Nullable
        Unsettled write;

        @Nullable
        Landed landed;

        boolean alone;

        Job(CacheKey key) {
            this.key = key;
        }

        boolean done() {
            return landed instanceof Landed.Done;
        }
    }

    Round(WriteBack writeBack, Flushing to, int partition, long claim, List<CacheKey> keys) {
        this.writeBack = writeBack;
        this.to = to;
        this.partition = partition;
        this.claim = claim;
        this.jobs = keys.stream().map(Job::new).toList();
        this.beganNanos = to.scope().time().nanos();
    }

    /** What came of each key; those of which nothing was picked were clean by then. */
    Uni<List<Job>> run() {
        return intend().chain(() -> each(this::look))
                .chain(this::catchUp)
                .chain(() -> each(this::carry))
                .chain(this::settle)
                .chain(this::marks)
                .chain(() -> each(this::copy))
                .map(all -> jobs);
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> each(Function<Job, Uni<Void>> step) {
        return Each.of(jobs, AT_ONCE, step).replaceWithVoid();
    }

    private Uni<Void> intend() {
        long ttl = to.target().mayLandMs() + MARGIN_MS;
        List<Mark> intents = jobs.stream()
                .<Mark>map(job -> new Mark.Intent(job.key.cache(), job.key.key(), job.key.hash(), ttl))
                .toList();
        return coherence()
                .append(intents)
                .invoke(marked -> {
                    for (int i = 0; i < jobs.size(); i++) {
                        jobs.get(i).intent = marked.appended().get(i).position();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> look(Job job) {
        return to.copies()
                .tickets(job.key)
                .invoke(given -> job.tickets = given)
                .chain(() -> to.target().look(job.key))
                .invoke(seen -> job.seen = seen)
                .replaceWithVoid();
    }

    /** Whoever claimed the partition before it flushed anything is known after this, and so is every write from before the look. */
    private Uni<Void> catchUp() {
        return writeBack
                .caughtUp(partition, WAIT_MS)
                .flatMap(read -> read && writeBack.claim(partition) == claim
                        ? done()
                        : Uni.createFrom().failure(new IllegalStateException("not this node's to flush now")));
    }

    private Uni<Void> carry(Job job) {
        Unsettled write = writeBack.find(job.key);
        if (write == null || !write.dirty()) {
            return done();
        }
        job.write = write;
        Uni<Landed> landed =
                switch (job.seen) {
                    case Seen.There there -> to.target().carry(write, job.intent, there);
                    case Seen.Not not -> Uni.createFrom().item(not.why());
                    case null -> throw new IllegalStateException("nothing was seen");
                };
        return landed.invoke(result -> job.landed = result).replaceWithVoid();
    }

    /** An intent that was closed by others does not keep an invalidation from deleting the record any more. */
    private void inTime(Job job) {
        long limit = to.target().mayLandMs() + MARGIN_MS / 2;
        boolean late = to.scope().time().nanos() - beganNanos > limit * 1_000_000;
        if (to.target().record() && job.done() && late) {
            job.landed = new Landed.Again();
        }
    }

    private static Mark closing(Job job) {
        return Coherence.mark(job.key, job.intent);
    }

    private Uni<Void> settle() {
        jobs.forEach(this::inTime);
        List<Uni<Long>> appends = new ArrayList<>();
        for (Job job : jobs) {
            Unsettled write = job.write;
            if (job.done() && write != null) {
                Journaled flushed = new Journaled.Flushed(job.key, write.place().offset(), claim);
                appends.add(writeBack.journal().append(partition, flushed));
            }
        }
        return appends.isEmpty()
                ? done()
                : Uni.join()
                        .all(appends)
                        .andFailFast()
                        .invoke(settledAt::addAll)
                        .replaceWithVoid();
    }

    int partition() {
        return partition;
    }

    /** Where the last entry of this round stands in the journal, -1 when there is none. */
    long lastEntry() {
        return settledAt.stream().mapToLong(Long::longValue).max().orElse(-1);
    }

    /**
     * A node that sees a mark of these reads the journal up to the entry that settled the key. A failure costs no more than the time until
     * that is read anyway, so it does not undo the round; intents end by themselves.
     */
    private Uni<Void> marks() {
        List<Mark> marks = new ArrayList<>();
        jobs.forEach(job -> marks.add(closing(job)));
        long place = new Place(partition, Math.max(0, lastEntry())).code();
        List<Job> settled = jobs.stream().filter(Job::done).toList();
        settled.forEach(
                job -> marks.add(new Mark.Key(job.key.cache(), job.key.key(), job.key.hash(), Position.NONE, place)));
        return coherence().mark(marks, false).invoke(this::alone).replaceWithVoid();
    }

    /** Which copies may be stored, and as of when: as of the mark that comes last for the key. */
    private void alone(Marked marked) {
        if (marked.waiting()) {
            return;
        }
        int at = jobs.size();
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            Appended mark = marked.appended().get(i);
            job.alone = job.done() && mark.position().epoch() == job.intent.epoch() && !mark.others();
            if (job.done()) {
                job.asOf = marked.appended().get(at++).position();
            }
        }
    }

    private Uni<Void> copy(Job job) {
        NewValue value = job.write == null ? null : job.write.write().value();
        if (!job.alone || value == null) {
            return done();
        }
        Origin.Held held = job.landed instanceof Landed.Done done ? done.held() : null;
        Entry entry = held == null
                ? to.entries().of(job.key, value, job.asOf, 0)
                : to.entries().of(job.key, held.value(), held.version(), job.asOf, 0);
        return to.copies().store(job.key, entry, job.tickets).replaceWithVoid();
    }

    private Coherence coherence() {
        return to.scope().coherence();
    }
}
