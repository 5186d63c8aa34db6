package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Outlook;
import dev.terrace.optimizer.analysis.forecast.Forecast;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A forecast on the wire; {@code error} is the mean absolute scaled error on data held out. */
public record ForecastView(
        String cacheName,
        String metric,
        long horizonSeconds,
        Instant madeAt,
        List<Forecast.Point> points,
        String model,
        @Nullable Double error,
        List<Outlook.Event> events) {

    static ForecastView of(Outlook outlook) {
        return new ForecastView(
                outlook.cacheName(),
                outlook.figure().wireName(),
                outlook.horizonSeconds(),
                outlook.madeAt(),
                outlook.forecast().points(),
                outlook.forecast().model(),
                outlook.forecast().error(),
                outlook.events());
    }
}
