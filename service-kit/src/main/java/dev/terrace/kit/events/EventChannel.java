package dev.terrace.kit.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * The outgoing channel, made at its first use: what holds an event sink is often made before messaging is wired (routes are), and an
 * emitter asked for by then would fail.
 */
@ApplicationScoped
class EventChannel {
    private final Emitter<byte[]> emitter;

    @Inject
    EventChannel(@Channel("terrace-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /** Sends; the number in flight is bounded by the caller. */
    void send(Message<byte[]> message) {
        emitter.send(message);
    }
}
