package dev.terrace.gateway.coherence.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalLogTest {
    private static final CacheKey KEY = CacheKey.of("c", "k");
    private static final long LATER = 10_000_000_000L;

    private final LocalLog log = new LocalLog(100, 100);

    private Appended append(Mark mark) {
        return log.append(List.of(mark), 0).get(0);
    }

    private Position intent() {
        return append(new Mark.Intent("c", KEY.key(), KEY.hash(), 1000)).position();
    }

    private Appended mark(Position intent) {
        return append(new Mark.Key("c", KEY.key(), KEY.hash(), intent));
    }

    @Test
    void aMarkClosesItsIntent() {
        assertFalse(mark(intent()).others());
        assertEquals(List.of(), log.overdue(LATER));
    }

    @Test
    void aMarkSeesAnotherIntentSinceItsOwn() {
        Position first = intent();
        intent();
        assertTrue(mark(first).others());
        assertEquals(1, log.overdue(LATER).size());
    }

    @Test
    void afterALossAMarkDoesNotCloseTheIntentThatHasItsNumberNow() {
        Position lost = intent();
        log.lose();
        Position other = intent();
        assertEquals(lost.offset(), other.offset());
        mark(lost);
        assertEquals(1, log.overdue(LATER).size());
        mark(other);
        assertEquals(List.of(), log.overdue(LATER));
    }
}
