package dev.terrace.benchmarks.engine;

import dev.terrace.benchmarks.load.Zipf;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a thread asks for: keys drawn by Zipf's law before the run, so that drawing costs nothing in it. */
@State(Scope.Thread)
public class Keys {
    /** Keys there are. */
    static final int COUNT = 10_000;

    /** Bytes of a value. */
    static final int BYTES = 1024;

    private static final int DRAWN = 1 << 16;
    private static final AtomicLong SEEDS = new AtomicLong(1);

    private final String[] drawn = new String[DRAWN];
    private int at;

    static String key(int number) {
        return "product:" + number;
    }

    /** Draws. */
    @Setup
    public void draw() {
        Zipf zipf = new Zipf(COUNT, 0.99);
        SplittableRandom random = new SplittableRandom(SEEDS.getAndIncrement());
        String[] all = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            all[i] = key(i);
        }
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = all[zipf.next(random)];
        }
    }

    String next() {
        at = (at + 1) & (DRAWN - 1);
        return drawn[at];
    }
}
