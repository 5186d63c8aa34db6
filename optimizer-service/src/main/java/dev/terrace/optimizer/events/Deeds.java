package dev.terrace.optimizer.events;

import dev.terrace.events.Audited;
import dev.terrace.events.EventSink;
import dev.terrace.optimizer.advice.Advice;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What people did, for the audit. */
public final class Deeds {
    private static final String SERVICE = "optimizer-service";

    private final EventSink sink;
    private final InstantSource clock;

    public Deeds(EventSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Somebody moved a recommendation. */
    public void recommendation(String actor, String action, Advice before, Advice after) {
        emit(actor, "recommendation." + action, "recommendation/" + after.id(), state(before), state(after));
    }

    /** Somebody touched a schedule. */
    public void schedule(String actor, String action, String id) {
        emit(actor, "schedule." + action, "schedule/" + id, Map.of(), Map.of());
    }

    private static Map<String, Object> state(Advice advice) {
        Map<String, Object> state = new HashMap<>();
        state.put("cache_name", advice.cacheName());
        state.put("status", advice.status().wireName());
        advice.content().change().forEach((field, move) -> state.put(field, move.to()));
        return state;
    }

    private void emit(
            String actor, String action, String resource, Map<String, Object> before, Map<String, Object> after) {
        sink.emit(new Audited(
                UUID.randomUUID().toString(), SERVICE, actor, action, resource, before, after, null, clock.instant()));
    }
}
