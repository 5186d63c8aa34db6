package dev.terrace.benchmarks.accuracy;

import dev.terrace.benchmarks.load.Zipf;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;

/** Traces that anyone can make again: always the same. */
final class Generated {
    private static final int READS = 1_000_000;
    private static final int KEYS = 100_000;
    /** Keys that are read once lie above all others. */
    private static final long ONCE = 1L << 40;

    private Generated() {}

    static List<Trace> all() {
        return List.of(
                zipf("zipf-0.7", 0.7),
                zipf("zipf-0.99", 0.99),
                zipf("zipf-1.2", 1.2),
                hotAndCold(),
                zipfAndScans(),
                phases(),
                drift(),
                zipfAndLoop(),
                made("loop", "20,000 keys in turn", i -> i % 20_000));
    }

    private static Trace zipf(String name, double s) {
        Random random = new Random(1);
        Zipf zipf = new Zipf(KEYS, s);
        return made(name, "Zipf, s = " + s + ", 100,000 keys", i -> zipf.next(random));
    }

    private static Trace hotAndCold() {
        Random random = new Random(2);
        return made(
                "hot-cold",
                "four of five reads to one of ten of 60,000 keys, evenly",
                i -> random.nextInt(5) > 0 ? random.nextInt(6_000) : random.nextInt(60_000));
    }

    private static Trace zipfAndScans() {
        Random random = new Random(3);
        Zipf zipf = new Zipf(KEYS / 2, 0.9);
        return made(
                "zipf-scans",
                "Zipf, s = 0.9, 50,000 keys; every tenth of 20,000 reads a run of keys read once",
                i -> i % 20_000 < 2_000 ? ONCE + i : zipf.next(random));
    }

    private static Trace phases() {
        Random random = new Random(4);
        Zipf zipf = new Zipf(20_000, 0.9);
        return made(
                "phases",
                "Zipf, s = 0.9, 20,000 keys, all others after each 250,000 reads",
                i -> i / 250_000 * 1_000_000L + zipf.next(random));
    }

    private static Trace drift() {
        Random random = new Random(5);
        Zipf zipf = new Zipf(20_000, 0.8);
        return made(
                "drift",
                "Zipf, s = 0.8, 20,000 keys, the hottest of which goes every 20 reads",
                i -> i / 20 + zipf.next(random));
    }

    private static Trace zipfAndLoop() {
        Random random = new Random(6);
        Zipf zipf = new Zipf(KEYS / 2, 0.99);
        return made(
                "zipf-loop",
                "Zipf, s = 0.99, 50,000 keys; every second read one of 10,000 keys in turn",
                i -> i % 2 == 0 ? zipf.next(random) : ONCE + i / 2 % 10_000);
    }

    private static Trace made(String name, String how, IntToLongFunction key) {
        long[] keys = new long[READS];
        for (int i = 0; i < READS; i++) {
            keys[i] = key.applyAsLong(i);
        }
        return new Trace(name, how, "ours", keys);
    }
}
