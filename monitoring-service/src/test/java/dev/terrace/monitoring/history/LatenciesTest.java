package dev.terrace.monitoring.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.terrace.monitoring.Traffic;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.HdrHistogram.Histogram;

class LatenciesTest {
    private static final long HOUR = 3_600_000_000L;

    @Provide
    Arbitrary<List<List<Long>>> nodes() {
        Arbitrary<Long> micros =
                Arbitraries.longs().between(1, HOUR).withDistribution(net.jqwik.api.RandomDistribution.biased());
        return micros.list().ofMaxSize(60).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 300)
    void mergedQuantilesAreThoseOfAllValuesTogether(@ForAll("nodes") List<List<Long>> nodes) {
        Histogram all = new Histogram(1, HOUR, 2);
        Latencies merged = Latencies.NONE;
        for (List<Long> node : nodes) {
            Histogram one = new Histogram(1, HOUR, 2);
            node.forEach(one::recordValue);
            node.forEach(all::recordValue);
            merged = merged.plus(LatencyCodec.fromEvent(Traffic.encoded(one)));
        }
        assertEquals(all.getTotalCount(), merged.count());
        for (double share : new double[] {0.5, 0.95, 0.99, 0.999, 1}) {
            long expected = all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(100 * share);
            assertEquals(expected, merged.quantile(share));
        }
    }

    @Property(tries = 200)
    void orderAndGroupingOfMergesDoNotMatter(
            @ForAll("nodes") List<List<Long>> first, @ForAll("nodes") List<List<Long>> second) {
        Latencies a = of(first);
        Latencies b = of(second);
        assertEquals(a.plus(b), b.plus(a));
        assertEquals(a.plus(b).plus(a), a.plus(b.plus(a)));
    }

    @Property(tries = 200)
    void bytesKeepEveryBucket(@ForAll("nodes") List<List<Long>> nodes) {
        Latencies latencies = of(nodes);
        assertEquals(latencies, LatencyCodec.decode(LatencyCodec.encode(latencies)));
    }

    @Property(tries = 200)
    void meanIsWithinOnePercent(@ForAll("nodes") List<List<Long>> nodes) {
        double exact =
                nodes.stream().flatMap(List::stream).mapToLong(v -> v).average().orElse(0);
        assertEquals(exact, of(nodes).mean(), exact * 0.01 + 0.5);
    }

    @Example
    void refusesWhatIsNoHistogram() {
        assertThrows(IllegalArgumentException.class, () -> LatencyCodec.decode(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertThrows(IllegalArgumentException.class, () -> LatencyCodec.fromEvent("AAAA"));
        assertThrows(IllegalArgumentException.class, () -> LatencyCodec.fromEvent("not base64!"));
    }

    @Example
    void nothingIsNoBytes() {
        assertArrayEquals(new byte[0], LatencyCodec.encode(Latencies.NONE));
        assertEquals(Latencies.NONE, LatencyCodec.decode(new byte[0]));
    }

    private static Latencies of(List<List<Long>> nodes) {
        Latencies all = Latencies.NONE;
        for (List<Long> node : nodes) {
            for (long value : node) {
                all = all.plus(Latencies.of(value, 1));
            }
        }
        return all;
    }
}
