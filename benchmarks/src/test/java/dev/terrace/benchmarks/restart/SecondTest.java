package dev.terrace.benchmarks.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondTest {
    private static List<Second> memory(long... hits) {
        return Arrays.stream(hits)
                .mapToObj(n -> new Second(100, n, 100 - n, 0, 0))
                .toList();
    }

    @Test
    void aRatioIsThereAgainFromWhenItStays() {
        assertEquals(4, Second.again(memory(10, 80, 70, 80, 90), Second::memoryRatio, 0.75));
        assertEquals(1, Second.again(memory(80, 80), Second::memoryRatio, 0.75));
    }

    @Test
    void aRatioThatIsNotThereAtTheEndIsNotThereAgain() {
        assertEquals(-1, Second.again(memory(80, 70), Second::memoryRatio, 0.75));
    }

    @Test
    void aSecondWithoutReadsHasNoHits() {
        assertEquals(0, Second.NOTHING.tiersRatio());
        assertEquals(0.75, new Second(4, 1, 2, 1, 0).plus(Second.NOTHING).tiersRatio());
    }
}
