package dev.terrace.benchmarks.race;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts of one racing run. For one thread. */
final class Tally {
    private static final int SHOWN = 20;

    /** Ways to bump a counter. */
    enum Kind {
        KEY,
        PATTERN,
        CLEAR,
        PUT,
        TAG,
        DELETE
    }

    private final Map<Kind, Long> writes = new EnumMap<>(Kind.class);
    private final Map<Oracle.Verdict, Long> verdicts = new EnumMap<>(Oracle.Verdict.class);
    private final List<String> violations = new ArrayList<>();
    private long batched;
    private long single;
    private long withToken;
    private long refusedReads;
    private long refusedWrites;

    void wrote(Kind kind, boolean acknowledged) {
        if (acknowledged) {
            writes.merge(kind, 1L, Long::sum);
        } else {
            refusedWrites++;
        }
    }

    void batched(Oracle.Verdict verdict) {
        batched++;
        verdicts.merge(verdict, 1L, Long::sum);
    }

    void single(Oracle.Verdict verdict, boolean token) {
        single++;
        withToken += token ? 1 : 0;
        verdicts.merge(verdict, 1L, Long::sum);
    }

    void refused(int reads) {
        refusedReads += reads;
    }

    void violation(String text) {
        if (violations.size() < SHOWN) {
            violations.add(text);
        }
    }

    /** Answers that were judged. */
    long reads() {
        return batched + single;
    }

    long batched() {
        return batched;
    }

    long withToken() {
        return withToken;
    }

    long refusedReads() {
        return refusedReads;
    }

    long refusedWrites() {
        return refusedWrites;
    }

    long violated() {
        return verdicts.entrySet().stream()
                .filter(counted -> counted.getKey().violation())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long behind() {
        return verdicts.getOrDefault(Oracle.Verdict.BEHIND, 0L);
    }

    Map<Kind, Long> writes() {
        return Map.copyOf(writes);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
