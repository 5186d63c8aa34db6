package dev.terrace.cdn.analytics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the edge answered, by minute, location and path. A day of minutes and a bounded number of paths a minute are kept. */
public final class Traffic {
    private static final int MINUTES = 24 * 60;
    private static final int PATHS = 200;
    private static final String OTHER = "(other)";
    private static final long MAX_MICROS = 3_600_000_000L;

    private final TreeMap<Long, Minute> minutes = new TreeMap<>();

    /** One answer. */
    public record Answer(
            String location, String path, boolean hit, boolean error, long bytes, long savedBytes, long micros) {}

    /** Counts that add up. */
    public static final class Counts {
        private long requests;
        private long hits;
        private long errors;
        private long bytes;
        private long savedBytes;
        private final Histogram micros = new Histogram(1, MAX_MICROS, 2);

        private void add(Answer answer) {
            requests++;
            hits += answer.hit() ? 1 : 0;
            errors += answer.error() ? 1 : 0;
            bytes += answer.bytes();
            savedBytes += answer.savedBytes();
            micros.recordValue(Math.clamp(answer.micros(), 1, MAX_MICROS));
        }

        private void add(Counts other) {
            requests += other.requests;
            hits += other.hits;
            errors += other.errors;
            bytes += other.bytes;
            savedBytes += other.savedBytes;
            micros.add(other.micros);
        }

        /** Requests answered. */
        public long requests() {
            return requests;
        }

        /** Bytes of bodies sent. */
        public long bytes() {
            return bytes;
        }

        /** Bytes that compression saved. */
        public long savedBytes() {
            return savedBytes;
        }

        /** Hits over requests; 0 without any. */
        public double hitRatio() {
            return requests == 0 ? 0 : (double) hits / requests;
        }

        /** 5xx over requests; 0 without any. */
        public double errorRate() {
            return requests == 0 ? 0 : (double) errors / requests;
        }

        /** Median, milliseconds. */
        public double p50Millis() {
            return micros.getValueAtPercentile(50) / 1000.0;
        }
    }

    private static final class Minute {
        private final Map<String, Counts> byLocation = new HashMap<>();
        private final Map<String, Counts> byPath = new HashMap<>();
    }

    /** Sums over a span of time. */
    public record Summary(Counts totals, Map<String, Counts> byLocation, Map<String, Counts> byPath) {}

    /** Counts an answer. */
    public synchronized void record(Instant at, Answer answer) {
        Minute minute = minutes.computeIfAbsent(at.getEpochSecond() / 60, m -> new Minute());
        while (minutes.size() > MINUTES) {
            minutes.pollFirstEntry();
        }
        minute.byLocation.computeIfAbsent(answer.location(), l -> new Counts()).add(answer);
        boolean known = minute.byPath.containsKey(answer.path()) || minute.byPath.size() < PATHS;
        minute.byPath
                .computeIfAbsent(known ? answer.path() : OTHER, p -> new Counts())
                .add(answer);
    }

    /** What was answered from one instant to before another, whole minutes. */
    public synchronized Summary between(Instant from, Instant to) {
        Counts totals = new Counts();
        Map<String, Counts> byLocation = new TreeMap<>();
        Map<String, Counts> byPath = new TreeMap<>();
        for (Minute minute : minutes.subMap(from.getEpochSecond() / 60, true, to.getEpochSecond() / 60, true)
                .values()) {
            minute.byLocation.forEach((location, counts) -> {
                totals.add(counts);
                byLocation.computeIfAbsent(location, l -> new Counts()).add(counts);
            });
            minute.byPath.forEach((path, counts) ->
                    byPath.computeIfAbsent(path, p -> new Counts()).add(counts));
        }
        return new Summary(totals, byLocation, byPath);
    }
}
