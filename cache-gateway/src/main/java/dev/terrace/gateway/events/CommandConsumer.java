package dev.terrace.gateway.events;

import dev.terrace.events.CommandEvent;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Commands from Kafka, one after the other, each acknowledged after its effect. All gateways share a group, so one of them handles each.
 * A bad record becomes a dead letter and the next one is taken; one that cannot be done now is tried again until it can, and keeps its
 * place: what comes after it waits.
 */
@Singleton
public class CommandConsumer {
    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
    private static final int REMEMBERED = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Commands commands;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final SeenCommands seen = new SeenCommands(REMEMBERED);

    @Inject
    CommandConsumer(Commands commands, DeadLetters deadLetters, MeterRegistry meters) {
        this.commands = commands;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** Takes a record; completes when it is dealt with. */
    @Incoming("commands")
    CompletionStage<Void> take(Message<byte[]> message) {
        var metadata = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        String place = metadata.getTopic() + "/" + metadata.getPartition() + "/" + metadata.getOffset();
        Envelope envelope = Envelope.of(metadata.getHeaders(), place);
        if (seen.contains(envelope.id())) {
            count("repeated");
            return message.ack();
        }
        return deal(message.getPayload(), envelope)
                .flatMap(done -> done instanceof Done.Bad bad
                        ? bury(message, metadata, bad)
                        : Uni.createFrom().item(done).invoke(() -> count("done")))
                .invoke(() -> seen.add(envelope.id()))
                .chain(() -> Uni.createFrom().completionStage(message::ack))
                .subscribeAsCompletionStage();
    }

    private Uni<Done> deal(byte[] payload, Envelope envelope) {
        if (payload == null || payload.length == 0) {
            return Uni.createFrom().item(new Done.Bad("The record has no body."));
        }
        try {
            CommandEvent command = (CommandEvent) EventCodec.decode(Topic.COMMAND, payload);
            return persist(command, envelope);
        } catch (BadEventException e) {
            return Uni.createFrom().item(new Done.Bad(String.valueOf(e.getMessage())));
        }
    }

    /** Tries until it is done, bad, or tried often enough; the pauses double up to five seconds. */
    private Uni<Done> persist(CommandEvent command, Envelope envelope) {
        AtomicInteger tries = new AtomicInteger();
        return Uni.createFrom()
                .deferred(() -> commands.run(command, envelope))
                .onFailure()
                .recoverWithItem(CommandConsumer::unexpected)
                .onItem()
                .transformToUni(done -> settled(done, tries.incrementAndGet(), envelope))
                .onFailure(NotYet.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Done unexpected(Throwable failure) {
        return new Done.NotNow(String.valueOf(failure.getMessage()), Done.UNEXPECTED_TRIES);
    }

    private Uni<Done> settled(Done done, int tries, Envelope envelope) {
        if (!(done instanceof Done.NotNow notNow)) {
            return Uni.createFrom().item(done);
        }
        if (tries >= notNow.tries()) {
            return Uni.createFrom().item(new Done.Bad(notNow.reason()));
        }
        if (Integer.bitCount(tries) == 1) {
            LOG.warnf("command waits id=%s tries=%d", envelope.id(), tries);
        }
        count("retried");
        return Uni.createFrom().failure(new NotYet());
    }

    /** Makes the retry; carries nothing. */
    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet() {
            super("not yet", null, false, false);
        }
    }

    private Uni<Done> bury(Message<byte[]> message, IncomingKafkaRecordMetadata<?, ?> metadata, Done.Bad bad) {
        count("dead_letter");
        LOG.warnf("command refused partition=%d offset=%d", metadata.getPartition(), metadata.getOffset());
        return deadLetters.send(message.getPayload(), metadata, bad.reason()).replaceWith(bad);
    }

    private void count(String outcome) {
        meters.counter("terrace.commands", "outcome", outcome).increment();
    }
}
