package dev.terrace.kit.events;

import dev.terrace.events.EventSink;
import dev.terrace.events.TerraceEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Events to Kafka without ever blocking the caller: a bounded queue of the newest, drained in order with a bounded number in flight. While
 * the broker is away the oldest are dropped and counted ({@code terrace_events_lost_total}).
 */
@Singleton
public class KafkaEventSink implements EventSink {
    private static final int IN_FLIGHT = 64;
    private static final int LAST = 10_000;

    private final EventChannel channel;
    private final EventsConfig config;
    private final InstantSource clock;
    private final Vertx vertx;
    private final io.micrometer.core.instrument.Counter lost;
    private final EventQueue queue;
    private int inFlight;
    private boolean paused = true;
    private boolean closed;

    @Inject
    public KafkaEventSink(
            EventChannel channel, EventsConfig config, InstantSource clock, Vertx vertx, MeterRegistry meters) {
        this.channel = channel;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.queue = new EventQueue(config.queued(), (long) config.queuedMb() << 20);
        this.lost = meters.counter("terrace.events.lost");
        meters.gauge("terrace.events.queued", queue, EventQueue::size);
    }

    @Override
    public void emit(TerraceEvent event) {
        synchronized (queue) {
            lost.increment(queue.add(event));
        }
        drain();
    }

    private void drain() {
        for (TerraceEvent next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private @Nullable TerraceEvent next() {
        synchronized (queue) {
            if (closed || paused || inFlight >= IN_FLIGHT || queue.size() == 0) {
                return null;
            }
            inFlight++;
            return queue.poll();
        }
    }

    private void send(TerraceEvent event) {
        Message<byte[]> message = Message.of(
                EventCodec.encode(event),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(config.topicPrefix() + event.topic().topicName())
                        .withKey(event.key())
                        .withHeaders(headers(event))
                        .build()),
                () -> done(true),
                failure -> done(false));
        channel.send(message);
    }

    /** The producer retries by itself up to its delivery timeout, so a failure is final for that event: it counts as lost. */
    private CompletableFuture<@Nullable Void> done(boolean delivered) {
        synchronized (queue) {
            inFlight--;
            if (!delivered) {
                lost.increment();
                paused = true;
            }
        }
        if (delivered) {
            drain();
        } else {
            vertx.setTimer(500, timer -> resume());
        }
        return CompletableFuture.completedFuture(null);
    }

    /** What was emitted while the service was being put together is sent from here on. */
    void started(@Observes @Priority(LAST) StartupEvent event) {
        resume();
    }

    private void resume() {
        synchronized (queue) {
            paused = false;
        }
        drain();
    }

    private RecordHeaders headers(TerraceEvent event) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_type", event.topic().eventType(event));
        add(headers, "ce_source", "terrace/" + config.nodeId());
        add(headers, "ce_time", clock.instant().toString());
        add(headers, "content-type", "application/json");
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @PreDestroy
    void close() {
        synchronized (queue) {
            closed = true;
        }
    }
}
