package dev.terrace.gateway.api.data;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field, formatted once a second. */
final class DateLine {
    private static final DateTimeFormatter IMF = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Line line = new Line(-1, "");

    DateLine(InstantSource clock) {
        this.clock = clock;
    }

    /** The date now. */
    CharSequence now() {
        long second = clock.millis() / 1000;
        Line present = line;
        if (present.second != second) {
            present = new Line(second, IMF.format(Instant.ofEpochSecond(second)));
            line = present;
        }
        return present.text;
    }

    private record Line(long second, CharSequence text) {}
}
