package dev.terrace.gateway.events;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** Commands that can never be done: key, body and headers as they came, and {@code terrace_error} with the reason. */
@Singleton
class DeadLetters {
    private static final String REASON = "terrace_error";
    private static final byte[] NOTHING = {};
    private static final int MAX_REASON = 1_000;

    private final MutinyEmitter<byte[]> emitter;

    @Inject
    DeadLetters(@Channel("commands-dlq") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /** Completes when the broker has it; tries until then, since the record must not be passed over before. */
    Uni<Void> send(byte @Nullable [] payload, IncomingKafkaRecordMetadata<?, ?> origin, String reason) {
        RecordHeaders headers = new RecordHeaders(origin.getHeaders().toArray());
        headers.remove(REASON);
        headers.add(REASON, cut(reason).getBytes(StandardCharsets.UTF_8));
        Object key = origin.getKey();
        var outgoing = OutgoingKafkaRecordMetadata.<Object>builder().withHeaders(headers);
        Metadata metadata = Metadata.of(
                key == null ? outgoing.build() : outgoing.withKey(key).build());
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(Message.of(payload == null ? NOTHING : payload, metadata)))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely();
    }

    private static String cut(String reason) {
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
}
