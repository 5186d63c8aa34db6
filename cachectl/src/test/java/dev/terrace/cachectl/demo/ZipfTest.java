package dev.terrace.cachectl.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ZipfTest {
    @Test
    void drawsRanksInProportionToTheirLaw() {
        int n = 1000;
        double s = 1.1;
        int draws = 400_000;
        Zipf zipf = new Zipf(n, s);
        Random random = new Random(7);
        int[] seen = new int[n + 1];
        for (int i = 0; i < draws; i++) {
            seen[zipf.next(random)]++;
        }
        double norm = 0;
        for (int k = 1; k <= n; k++) {
            norm += Math.pow(k, -s);
        }
        for (int k : new int[] {1, 2, 10, 100}) {
            double expected = draws * Math.pow(k, -s) / norm;
            assertEquals(expected, seen[k], 5 * Math.sqrt(expected), "rank " + k);
        }
    }
}
