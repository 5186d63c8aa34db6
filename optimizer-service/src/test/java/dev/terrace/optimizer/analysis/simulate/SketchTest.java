package dev.terrace.optimizer.analysis.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SketchTest {
    private static int key(int i) {
        return i * 0x01000193;
    }

    @Test
    void tellsTheRareFromTheFrequent() {
        Sketch sketch = new Sketch(1_000);
        for (int i = 0; i < 4_000; i++) {
            sketch.use(key(i));
            sketch.use(key(10_000 + i % 100));
        }
        int mistaken = 0;
        for (int i = 0; i < 4_000; i++) {
            mistaken += sketch.uses(key(i)) > 2 ? 1 : 0;
        }
        assertTrue(mistaken < 40, mistaken + " of 4,000 keys that were used once");
        for (int i = 0; i < 100; i++) {
            assertEquals(15, sketch.uses(key(10_000 + i)));
        }
    }

    @Test
    void forgets() {
        Sketch sketch = new Sketch(100);
        for (int i = 0; i < 12; i++) {
            sketch.use(7);
        }
        for (int i = 0; i < 3_000; i++) {
            sketch.use(key(i));
        }
        assertTrue(sketch.uses(7) <= 3, () -> sketch.uses(7) + " uses");
    }
}
