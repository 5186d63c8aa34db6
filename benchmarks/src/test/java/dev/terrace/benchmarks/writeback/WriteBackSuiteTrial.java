package dev.terrace.benchmarks.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.benchmarks.suite.OwnSuite;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The benchmark's parts in short, on real processes, with what has to hold asserted. */
class WriteBackSuiteTrial {
    private static final int ROUNDS = 10;
    private static final int BOUND_MB = 8;
    private static final int RECORDS = 15_000;

    private static OwnSuite suite;
    private static Gateways gateways;
    private static Shelf shelf;
    private static Caches caches;

    @BeforeAll
    static void start() {
        Path root = Path.of(System.getProperty("terrace.root", ".."));
        suite = OwnSuite.start(root, Map.of("TERRACE_WRITEBACK_MAX_MB", Integer.toString(BOUND_MB)));
        gateways = new Gateways(suite.gateways());
        shelf = new Shelf();
        caches = new Caches(gateways, shelf);
        caches.make();
    }

    @AfterAll
    static void stop() {
        shelf.close();
        gateways.close();
        suite.close();
    }

    @Test
    void killsLoseNothingThatWasAcknowledged() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Kills.Outcome outcome =
                new Kills(suite, caches, out).run(ROUNDS, Duration.ofMillis(1500), Duration.ofMinutes(5));
        assertEquals(Map.of(), outcome.wrong());
        assertEquals(ROUNDS, outcome.rounds());
        assertTrue(outcome.acknowledged() > 20L * ROUNDS, outcome::toString);
    }

    @Test
    void anOutageOfTheOriginLosesNothingAndStaysWithinTheBound() {
        Outage.Outcome outcome = new Outage(caches).run(Duration.ofSeconds(15), 4000);
        assertEquals(Map.of(), outcome.wrong());
        // A gateway takes what another one had journalled when the bound was reached.
        assertTrue(outcome.mostBytes() <= ((long) BOUND_MB << 20) + (64 << 10), outcome::toString);
        assertTrue(outcome.acknowledged() > 100, outcome::toString);
    }

    @Test
    void writesOfFewKeysCoalesceTenfold() {
        Coalescing.Outcome outcome = new Coalescing(caches).run(5, Duration.ofSeconds(10));
        assertTrue(outcome.factor() >= 10, outcome::toString);
    }

    @Test
    void aGatewayKnowsEveryWriteThatWaitsWhenItIsReadyAgain() {
        Restart.Outcome outcome = new Restart(suite, caches).run(RECORDS);
        assertEquals(0, outcome.missing());
        assertTrue(outcome.drainedMs() >= 0, outcome::toString);
    }
}
