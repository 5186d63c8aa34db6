package dev.terrace.gateway.writeback.kafka;

import dev.terrace.gateway.cache.journal.Journaled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends on one thread of its own, since a producer may block while a broker is away. Bounded; what does not fit fails. */
final class Appends {
    private static final int WAITING = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final ThreadPoolExecutor sender;

    Appends(KafkaProducer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                KafkaJournal.threads("terrace-journal-send"));
    }

    Uni<Long> append(int partition, Journaled entry) {
        return Uni.createFrom().emitter(caller -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Clients.APPEND_MS);
            try {
                sender.execute(() -> send(partition, entry, end, caller));
            } catch (RejectedExecutionException full) {
                caller.fail(new IllegalStateException("too many appends wait for the journal", full));
            }
        });
    }

    private void send(int partition, Journaled entry, long end, UniEmitter<? super Long> caller) {
        if (System.nanoTime() - end >= 0) {
            caller.fail(new IllegalStateException("the journal did not answer in time"));
            return;
        }
        try {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, partition, EntryForm.key(entry), EntryForm.write(entry));
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    caller.complete(metadata.offset());
                } else {
                    caller.fail(failure);
                }
            });
        } catch (RuntimeException failure) {
            caller.fail(failure);
        }
    }

    /** What waits fails by its time limit. */
    void close() {
        sender.shutdownNow();
        producer.close(java.time.Duration.ofSeconds(1));
    }
}
