package dev.terrace.gateway.cache.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.ReadOnlyOrigin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.sim.SimTime;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedOriginTest {
    private static final CacheKey KEY = CacheKey.of("c", "k");
    private static final Origin.Fetched GOOD =
            new Origin.Fetched.Value(new NewValue(new byte[0], null, null, List.of()), true);
    private static final Origin.Fetched LATE = new Origin.Fetched.Failed(Refusal.ORIGIN_TIMEOUT, "late");
    private static final Origin.Fetched BAD = new Origin.Fetched.Failed(Refusal.ORIGIN_FAILED, "bad");

    private final SimTime time = new SimTime(1);
    private Origin.Fetched answer = GOOD;
    private int calls;
    private final GuardedOrigin origin = new GuardedOrigin(new Answering(), time);

    private Origin.Fetched fetch() {
        return origin.fetch(KEY).await().indefinitely();
    }

    private void fetch(int count, Origin.Fetched with) {
        answer = with;
        for (int i = 0; i < count; i++) {
            fetch();
        }
    }

    /** Whether a load reaches the origin. */
    private boolean asks() {
        int before = calls;
        fetch();
        return calls > before;
    }

    @Test
    void timeOutsInARowOpenIt() {
        fetch(4, LATE);
        assertEquals(true, asks());
        assertEquals(false, asks());
        Origin.Fetched.Failed open = (Origin.Fetched.Failed) fetch();
        assertEquals(Refusal.UNAVAILABLE, open.why());
    }

    @Test
    void oneASecondIsLetThroughAndClosesIt() {
        fetch(5, LATE);
        time.advance(1001);
        assertEquals(true, asks());
        assertEquals(false, asks(), "it was late again");
        time.advance(1001);
        answer = GOOD;
        assertEquals(true, asks());
        assertEquals(true, asks(), "closed");
    }

    @Test
    void aFewKeysThatFailDoNotShutOutTheOthers() {
        for (int i = 0; i < 20; i++) {
            fetch(3, BAD);
            fetch(6, GOOD);
        }
        assertEquals(true, asks());
    }

    @Test
    void halfOfManyFailuresOpenIt() {
        fetch(10, GOOD);
        fetch(10, BAD);
        assertEquals(false, asks());
    }

    @Test
    void anAbsenceIsAnAnswer() {
        fetch(40, new Origin.Fetched.Nothing());
        assertEquals(true, asks());
    }

    /** Says what the test wants. */
    private final class Answering extends ReadOnlyOrigin {
        @Override
        public Uni<Fetched> fetch(CacheKey key) {
            calls++;
            return Uni.createFrom().item(answer);
        }
    }
}
