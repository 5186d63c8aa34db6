package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.fills.Cell.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Runs the schedules of one pair of tiers, many at once, each in a cache where nobody else is. */
final class Matrix implements AutoCloseable {
    private static final List<Strategy> STRATEGIES =
            List.of(Strategy.WRITE_THROUGH, Strategy.WRITE_AROUND, Strategy.CACHE_ASIDE);
    private static final int AT_ONCE = 16;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Fleet fleet;
    private final Map<Way, Lane> lanes = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger judged = new AtomicInteger();
    private final AtomicInteger violations = new AtomicInteger();

    /** Schedules of one way share a cache; one that clears it shares it only with its like. */
    private record Way(TierName near, TierName far, Fill fill, Strategy strategy, boolean clears) {}

    Matrix(Fleet fleet, Pair pair) {
        this.fleet = fleet;
        order(pair.one(), pair.other());
        if (pair.one() != TierName.MEMORY) {
            order(pair.other(), pair.one());
        }
        fleet.open(lanes.values().stream().map(Lane::spec).toList());
    }

    private void order(TierName near, TierName far) {
        for (Fill fill : Fill.values()) {
            for (Strategy strategy : STRATEGIES) {
                for (boolean clears : new boolean[] {false, true}) {
                    String name = "fills-" + NAMES.incrementAndGet();
                    lanes.put(new Way(near, far, fill, strategy, clears), new Lane(name, near, far, fill, strategy));
                }
            }
        }
    }

    /** Runs so many schedules of each cell, from that seed on. */
    void run(List<Cell> cells, int schedules, long seed) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> each : begin(threads, cells, schedules, seed)) {
                each.get();
            }
        }
    }

    /** The same until the first violation; with a guard off, some schedules would wait for a barrier that is never reached. */
    void runUntilViolated(List<Cell> cells, int schedules, long seed) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = begin(threads, cells, schedules, seed);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> violations() > 0 || running.stream().allMatch(Future::isDone));
            threads.shutdownNow();
        }
    }

    private List<Future<?>> begin(ExecutorService threads, List<Cell> cells, int schedules, long seed) {
        Semaphore atOnce = new Semaphore(AT_ONCE);
        List<Future<?>> running = new ArrayList<>();
        for (int n = 0; n < schedules; n++) {
            for (Cell cell : cells) {
                long number = seed + n;
                running.add(threads.submit(() -> {
                    atOnce.acquire();
                    try {
                        one(cell, number);
                    } finally {
                        atOnce.release();
                    }
                    return null;
                }));
            }
        }
        return running;
    }

    private void one(Cell cell, long number) {
        Random random = new Random(number * 31 + cell.toString().hashCode());
        boolean turned = cell.pair().one() != TierName.MEMORY && random.nextBoolean();
        Lane lane = Objects.requireNonNull(lanes.get(new Way(
                turned ? cell.pair().other() : cell.pair().one(),
                turned ? cell.pair().one() : cell.pair().other(),
                cell.fill(),
                STRATEGIES.get(random.nextInt(STRATEGIES.size())),
                cell.invalidation() == Invalidation.CLEAR)));
        lane.turn.lock();
        try {
            Schedule schedule = new Schedule(fleet, lane, cell, "s" + NAMES.incrementAndGet(), random);
            try {
                Law1 law = schedule.run();
                judged.addAndGet(law.judged());
                violations.addAndGet(law.violations().size());
                law.violations().forEach(v -> wrong.add(schedule + " seed " + number + ": " + v));
            } catch (RuntimeException | AssertionError failure) {
                wrong.add(schedule + " seed " + number + " did not end: " + failure + " at "
                        + Stream.of(failure.getStackTrace())
                                .filter(frame -> frame.getClassName().contains(".fills."))
                                .limit(4)
                                .toList());
            }
        } finally {
            lane.turn.unlock();
        }
    }

    /** What was found, and schedules that could not be carried out. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Answers and copies that law 1 forbids. */
    int violations() {
        return violations.get();
    }

    /** Reads and copies that were judged. */
    int judged() {
        return judged.get();
    }

    @Override
    public void close() {
        lanes.values().forEach(lane -> fleet.close(lane.spec().name()));
    }
}
