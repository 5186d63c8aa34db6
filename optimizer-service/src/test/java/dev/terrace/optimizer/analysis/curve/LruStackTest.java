package dev.terrace.optimizer.analysis.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.KeyHash;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The stack against a plain list, the bins against their own edges. */
class LruStackTest {
    private record Entry(long key, int size) {}

    @Property(tries = 300)
    void agreesWithAList(@ForAll @Size(max = 400) List<@IntRange(min = 0, max = 119) Integer> operations) {
        LruStack stack = new LruStack(32);
        List<Entry> model = new ArrayList<>();
        for (int operation : operations) {
            long key = KeyHash.hash(operation % 40);
            int size = 1 + operation;
            int at = indexOf(model, key);
            int slot = stack.find(key);
            assertEquals(at >= 0, slot >= 0);
            if (at >= 0) {
                long packed = stack.distance(slot);
                assertEquals(at + 1, PackedSums.count(packed));
                assertEquals(bytes(model.subList(0, at + 1)), PackedSums.bytes(packed));
                model.remove(at);
                if (operation >= 80) {
                    stack.remove(slot);
                    continue;
                }
                stack.touch(slot, size, 0, true);
            } else {
                if (stack.full()) {
                    stack.removeOldest();
                    model.removeLast();
                }
                stack.push(key, size, LruStack.FOREVER);
            }
            model.addFirst(new Entry(key, size));
            assertEquals(model.size(), stack.count());
        }
        List<Long> kept = new ArrayList<>();
        stack.retain(key -> (key & 1) == 0);
        stack.forEach((key, size, expiry) -> kept.addFirst(key));
        assertEquals(
                model.stream().map(Entry::key).filter(key -> (key & 1) == 0).toList(), kept);
    }

    @Property
    void aDistanceLiesInItsBin(@ForAll @LongRange(min = 1, max = 1L << 39) long distance) {
        int bin = LogBins.of(distance);
        assertTrue(LogBins.lower(bin) < distance && distance <= LogBins.upper(bin));
        assertTrue(LogBins.upper(bin) <= Math.max(1 + LogBins.lower(bin), LogBins.lower(bin) * 1.0626));
    }

    private static int indexOf(List<Entry> model, long key) {
        for (int i = 0; i < model.size(); i++) {
            if (model.get(i).key() == key) {
                return i;
            }
        }
        return -1;
    }

    private static long bytes(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::size).sum();
    }
}
