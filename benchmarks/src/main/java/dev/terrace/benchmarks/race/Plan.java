package dev.terrace.benchmarks.race;

/**
 * How a racing run goes.
 *
 * @param reads answers after which it stops
 * @param mostMs after which it stops anyway, milliseconds
 * @param batch keys of one {@code _mget}, 1 to 1,000
 * @param batches readers of batches, each with one request at a time
 * @param singles readers of single keys, each with one request at a time; every other read shows a token
 * @param readPauseMs a reader's pause between two reads, milliseconds; 0 for none
 * @param writers writers, each with one write at a time
 * @param pauseMs a writer's pause between two writes, milliseconds
 * @param seed of all that is drawn
 */
public record Plan(
        long reads,
        long mostMs,
        int batch,
        int batches,
        int singles,
        long readPauseMs,
        int writers,
        long pauseMs,
        long seed) {}
