package dev.terrace.gateway.writeback.kafka;

import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The journal in a Kafka topic. Connects in the background and tries until the broker is there; threads of its own read, take part in the
 * group, and send, since Kafka's clients block.
 */
public final class KafkaJournal implements Journal {
    private static final long AGAIN_MS = 1000;

    private final JournalSettings settings;
    private final Consumer<Throwable> trouble;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int partitions;
    private volatile @Nullable Admin admin;
    private volatile @Nullable Appends appends;
    private volatile @Nullable Following following;
    private volatile @Nullable Membership membership;

    /** {@code trouble} hears why it cannot go on, or tries again. */
    public KafkaJournal(JournalSettings settings, Consumer<Throwable> trouble) {
        this.settings = settings;
        this.trouble = trouble;
    }

    static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public String node() {
        return settings.node();
    }

    @Override
    public Uni<Long> append(int partition, Journaled entry) {
        Appends to = appends;
        return to == null ? away() : to.append(partition, entry);
    }

    private static <T> Uni<T> away() {
        return Uni.createFrom().failure(new IllegalStateException("the journal has not been reached yet"));
    }

    @Override
    public Uni<Long> end(int partition) {
        Admin to = admin;
        if (to == null) {
            return away();
        }
        TopicPartition one = new TopicPartition(settings.topic(), partition);
        return Uni.createFrom()
                .deferred(() ->
                        of(to.listOffsets(Map.of(one, OffsetSpec.latest())).partitionResult(one)))
                .map(ListOffsetsResultInfo::offset);
    }

    @Override
    public Uni<Void> trim(int partition, long below) {
        Admin to = admin;
        if (to == null) {
            return away();
        }
        TopicPartition one = new TopicPartition(settings.topic(), partition);
        return Uni.createFrom()
                .deferred(() -> of(to.deleteRecords(Map.of(one, RecordsToDelete.beforeOffset(below)))
                        .all()));
    }

    private static <T> Uni<T> of(KafkaFuture<T> future) {
        return Uni.createFrom()
                .emitter(caller -> future.whenComplete((result, failure) -> {
                    if (failure == null) {
                        caller.complete(result);
                    } else {
                        caller.fail(failure);
                    }
                }));
    }

    @Override
    public void follow(Follower follower) {
        threads("terrace-journal").newThread(() -> run(follower)).start();
    }

    private void run(Follower follower) {
        try {
            connect();
            Following reads = new Following(
                    Clients.follower(settings), settings.topic(), partitions, follower, () -> join(follower));
            following = reads;
            if (!isClosed()) {
                reads.run();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            trouble.accept(failure);
        }
    }

    /** Blocks until the topic is there. */
    private void connect() throws InterruptedException {
        while (!isClosed()) {
            Admin to = null;
            try {
                to = Clients.admin(settings);
                partitions = new JournalTopic(to, settings).ready();
                admin = to;
                appends = new Appends(Clients.producer(settings), settings.topic());
                return;
            } catch (ExecutionException | RuntimeException failure) {
                trouble.accept(failure);
                if (to != null) {
                    to.close(Duration.ZERO);
                }
                closed.await(AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Who has not read the journal does not flush it. */
    private void join(Follower follower) {
        threads("terrace-journal-group").newThread(() -> takePart(follower)).start();
    }

    private void takePart(Follower follower) {
        try {
            while (!isClosed()) {
                try {
                    Membership member = new Membership(Clients.member(settings), settings.topic(), follower);
                    membership = member;
                    if (!isClosed()) {
                        member.run();
                    }
                } catch (RuntimeException | Error failure) {
                    // Also when the heap was full for a moment: a node without this thread would never flush again.
                    follower.given(Set.of());
                    trouble.accept(failure);
                }
                closed.await(AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        Membership member = membership;
        if (member != null) {
            member.stop();
        }
        Following reads = following;
        if (reads != null) {
            reads.stop();
        }
        Appends to = appends;
        if (to != null) {
            to.close();
        }
        Admin with = admin;
        if (with != null) {
            with.close(Duration.ZERO);
        }
    }
}
