package dev.terrace.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {
    @Test
    void ranksHaveTheirShares() {
        Zipf zipf = new Zipf(3, 1);
        SplittableRandom random = new SplittableRandom(7);
        int[] drawn = new int[3];
        for (int i = 0; i < 110_000; i++) {
            drawn[zipf.next(random)]++;
        }
        // Shares 6/11, 3/11, 2/11.
        assertEquals(60_000, drawn[0], 600);
        assertEquals(30_000, drawn[1], 600);
        assertEquals(20_000, drawn[2], 600);
    }
}
