package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.suite.OwnSuite;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rounds of load in the middle of which a process is killed; then all drains, and what was acknowledged has to be there. */
final class Kills {
    private static final List<String> VICTIMS =
            List.of(OwnSuite.name(0), "log_redis", OwnSuite.name(1), "postgres", "redis");
    private static final Duration BACK = Duration.ofSeconds(120);
    private static final Duration DRAIN = Duration.ofSeconds(120);
    private static final int WRITERS = 8;
    private static final int KEYS = 40;

    private final OwnSuite suite;
    private final Caches caches;
    private final PrintWriter out;

    Kills(OwnSuite suite, Caches caches, PrintWriter out) {
        this.suite = suite;
        this.caches = caches;
        this.out = out;
    }

    /**
     * What came of all rounds.
     *
     * @param rounds that were finished
     * @param kills by victim
     * @param acknowledged writes
     * @param unknown writes whose caller does not know
     * @param wrong what must not be, by kind; empty when all is well
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Outcome(int rounds, Map<String, Integer> kills, long acknowledged, long unknown, Map<String, Long> wrong) {}

    /** Runs as many rounds, each with half of the load's time before the kill and half after; ends early after {@code most}. */
    Outcome run(int rounds, Duration load, Duration most) {
        long start = System.nanoTime();
        Map<String, Integer> kills = new TreeMap<>();
        Map<String, Long> wrong = new TreeMap<>();
        long acknowledged = 0;
        long unknown = 0;
        int done = 0;
        while (done < rounds && System.nanoTime() - start < most.toNanos()) {
            String victim = VICTIMS.get(done % VICTIMS.size());
            Book book = new Book();
            long drained = round(done, victim, book, load);
            Map<String, Long> found = new TreeMap<>(caches.check(book));
            long backwards = caches.shelf().takeBackwards();
            if (backwards > 0) {
                found.put("backwards", backwards);
            }
            found.forEach((what, count) -> wrong.merge(what, count, Long::sum));
            kills.merge(victim, 1, Integer::sum);
            acknowledged += book.acknowledged();
            unknown += book.unknown();
            done++;
            out.printf(
                    "round %d: %s killed, %d acknowledged, %d unknown, drained after %d ms, wrong %s%n",
                    done, victim, book.acknowledged(), book.unknown(), drained, found);
            out.flush();
        }
        return new Outcome(done, kills, acknowledged, unknown, wrong);
    }

    private long round(int number, String victim, Book book, Duration load) {
        long pid = suite.pid(victim);
        if (pid < 0) {
            throw new IllegalStateException(victim + " does not run.");
        }
        Writers.Plan plan = new Writers.Plan(Caches.BOTH, "r" + number, WRITERS, KEYS, 10, 100);
        try (Writers writing = new Writers(caches.gateways(), plan, book)) {
            Gateways.pause(load.toMillis() / 2);
            OwnSuite.kill(pid);
            Gateways.pause(load.toMillis() / 2);
        }
        if (Gateways.await(BACK, 50, () -> suite.pid(victim) > 0 && suite.pid(victim) != pid) < 0) {
            throw new IllegalStateException(victim + " was not started again.");
        }
        long drained = Gateways.await(DRAIN, 50, caches.gateways()::drained);
        if (drained < 0) {
            throw new IllegalStateException("Writes still wait in round " + (number + 1) + " after " + DRAIN + ".");
        }
        return drained;
    }
}
