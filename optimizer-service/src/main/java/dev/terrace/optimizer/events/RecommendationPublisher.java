package dev.terrace.optimizer.events;

import dev.terrace.events.EventSink;
import dev.terrace.events.Recommended;
import dev.terrace.optimizer.advice.Advice;
import dev.terrace.optimizer.advice.Announcer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recommendations to {@code terrace.optimizer.recommendation.v1}. */
public final class RecommendationPublisher implements Announcer {
    private final EventSink sink;

    public RecommendationPublisher(EventSink sink) {
        this.sink = sink;
    }

    @Override
    public void announce(Advice advice) {
        sink.emit(new Recommended(
                advice.id(),
                advice.cacheName(),
                advice.kind(),
                advice.status().wireName(),
                advice.content().title(),
                change(advice),
                predicted(advice),
                advice.impactScore(),
                advice.content().confidence(),
                advice.content().evidence(),
                advice.updatedAt()));
    }

    private static Map<String, Object> change(Advice advice) {
        Map<String, Object> fields = new HashMap<>();
        advice.content().change().forEach((field, move) -> {
            Map<String, @Nullable Double> pair = new LinkedHashMap<>();
            pair.put("from", move.from());
            pair.put("to", move.to());
            fields.put(field, pair);
        });
        return fields;
    }

    private static Map<String, Object> predicted(Advice advice) {
        Map<String, Object> metrics = new HashMap<>();
        advice.content()
                .predicted()
                .forEach((metric, estimate) -> metrics.put(
                        metric, Map.of("value", estimate.value(), "low", estimate.low(), "high", estimate.high())));
        return metrics;
    }
}
