package dev.terrace.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law 2 when something is lost: strict caches give nothing that was overtaken more than two seconds ago, and a second after healing all
 * gateways agree. The race goes on all the time, through the fault and the healing.
 */
@ExtendWith(StartedFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostLogTrial {
    private static final Plan PLAN = new Plan(Long.MAX_VALUE, 60_000, 25, 2, 6, 8, 4, 15, 3);
    private static final long LEAST = 200;
    private static final Duration BEFORE = Duration.ofMillis(800);
    /** Longer than the limit, so that what is too old would be seen. */
    private static final Duration TROUBLE = Duration.ofMillis(4_500);

    private static final Duration HEALED = Duration.ofSeconds(1);

    private static final Duration AGREED = Duration.ofSeconds(5);

    private Fleet fleet;
    private Race race;
    private Raced raced;

    /** What is done to a server, or to the way to it. */
    interface Deed {
        void run() throws IOException;
    }

    @BeforeAll
    void caches(Fleet started) {
        fleet = started;
        race = started.race();
        raced = new Raced(started.standing(), race, 8, 8);
    }

    @AfterAll
    void close() {
        raced.close();
        race.close();
    }

    /** So long, and on a busy machine until there was something to judge. */
    private void goesOn(Duration span) {
        long before = race.judged();
        Awaitility.await().pollDelay(span).atMost(span.plusSeconds(60)).until(() -> race.judged() - before >= LEAST);
    }

    /** The race over a fault of so long and its healing; then, a second after the healing, all gateways give the newest. */
    private Outcome through(Deed fault, Duration trouble, Deed healing) throws Exception {
        CompletableFuture<Outcome> running = race.start(PLAN, raced.behindOrigin());
        try {
            goesOn(BEFORE);
            fault.run();
            try {
                goesOn(trouble);
            } finally {
                healing.run();
            }
            goesOn(HEALED);
        } finally {
            race.stop();
        }
        Outcome outcome = running.get(60, TimeUnit.SECONDS);
        assertEquals(List.of(), outcome.examples());
        assertTrue(outcome.written() > 0, outcome::toString);
        // A second on a quiet machine; more where every process waits for its turn.
        Awaitility.await()
                .atMost(AGREED)
                .untilAsserted(() -> assertEquals(List.of(), race.apart(raced.behindOrigin()), outcome::toString));
        return outcome;
    }

    private static void nothing() {}

    @ParameterizedTest
    @EnumSource(value = Line.State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void oneGatewayIsCutOffFromTheLog(Line.State how) throws Exception {
        through(() -> fleet.logLine.turn(how), TROUBLE, () -> fleet.logLine.turn(Line.State.OPEN));
    }

    /** Shorter than it takes to be noticed. */
    @ParameterizedTest
    @EnumSource(value = Line.State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void oneGatewayIsCutOffForAMoment(Line.State how) throws Exception {
        through(() -> fleet.logLine.turn(how), Duration.ofMillis(300), () -> fleet.logLine.turn(Line.State.OPEN));
    }

    @ParameterizedTest
    @EnumSource(value = Line.State.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void oneGatewayIsCutOffFromTheValues(Line.State how) throws Exception {
        through(() -> fleet.redisLine.turn(how), TROUBLE, () -> fleet.redisLine.turn(Line.State.OPEN));
    }

    @Test
    void theLogHangs() throws Exception {
        through(fleet.log::pause, TROUBLE, fleet.log::resume);
    }

    @Test
    void theLogIsEmptied() throws Exception {
        through(() -> fleet.log.command("FLUSHALL"), Duration.ofMillis(500), LostLogTrial::nothing);
    }

    @Test
    void theValuesAreEmptied() throws Exception {
        through(() -> fleet.redis.command("FLUSHALL"), Duration.ofMillis(500), LostLogTrial::nothing);
    }

    @Test
    void theLogIsKilledAndComesBackWithItsData() throws Exception {
        through(fleet.log::kill, Duration.ofMillis(2_500), fleet.log::restart);
    }

    @Test
    void theLogIsKilledAndComesBackWithNothing() throws Exception {
        through(fleet.log::kill, Duration.ofMillis(2_500), fleet.log::restartEmpty);
    }

    /** Its file ends before the race. */
    @Test
    void theLogIsKilledAndComesBackWithAnOlderState() throws Exception {
        fleet.log.command("CONFIG SET appendonly no");
        through(fleet.log::kill, Duration.ofMillis(500), fleet.log::restart);
    }

    @Test
    void theValuesAreKilledAndComeBack() throws Exception {
        through(fleet.redis::kill, Duration.ofMillis(2_500), fleet.redis::restart);
    }

    @Test
    void memcachedIsKilledAndComesBack() throws Exception {
        through(fleet.memcached::kill, Duration.ofMillis(2_500), fleet.memcached::restart);
    }

    /** Nobody is refused for long: a gateway without its log answers from the origin. */
    @Test
    void aGatewayWithoutItsLogAnswersFromTheOrigin() throws Exception {
        fleet.logLine.turn(Line.State.HELD);
        try {
            Counters counters = raced.behindOrigin().getFirst();
            Gateway last = race.gateways().getLast();
            int[] all = IntStream.range(0, counters.size()).toArray();
            Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertEquals(List.of(), race.apart(List.of(counters)));
            assertEquals(all.length, race.read(last, counters, all).reads());
        } finally {
            fleet.logLine.turn(Line.State.OPEN);
        }
    }
}
