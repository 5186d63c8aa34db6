package dev.terrace.gateway.cache.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.sim.SimTime;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Verdict;
import dev.terrace.gateway.coherence.local.LocalLog;
import dev.terrace.gateway.coherence.local.LocalNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's side of the log where what it appends and what it hears of the log come apart. */
class CoherenceTest {
    private static final CacheKey KEY = CacheKey.of("c", "k");
    private static final List<Mark> MARKS = List.of(Coherence.mark(KEY, Position.NONE));

    private final SimTime time = new SimTime(1);
    private final LocalLog log = new LocalLog(40, 1000);
    private final ArrayDeque<Runnable> news = new ArrayDeque<>();
    private final LocalNode node = new LocalNode(log, time, news::add);
    private final Coherence coherence = new Coherence(node, time, 100);

    @BeforeEach
    void follow() {
        coherence.start();
        hear();
    }

    private void hear() {
        while (!news.isEmpty()) {
            news.remove().run();
        }
    }

    private static Entry copy(Position asOf) {
        return new Entry(new byte[0], null, List.of(), "e", asOf, 0, 1, 1, 0, false);
    }

    private AtomicReference<Object> append() {
        AtomicReference<Object> answer = new AtomicReference<>();
        coherence.append(MARKS).subscribe().with(answer::set, answer::set);
        return answer;
    }

    @Test
    void aMarkInAnEpochThatWasNotHeardOfYetIsAcknowledgedWithThatEpochsSnapshot() {
        Entry copy = copy(coherence.view().position());
        log.lose();
        AtomicReference<Object> answer = append();
        assertEquals(Verdict.VALID, coherence.view().check(KEY, copy, TierName.MEMORY, 0), "of the epoch before");
        assertNull(answer.get(), "acknowledged, and a copy from before still counts");
        hear();
        time.advance(2);
        assertEquals(
                new Position(2, 1), assertInstanceOf(Marked.class, answer.get()).position());
        assertEquals(Verdict.OTHER_EPOCH, coherence.view().check(KEY, copy, TierName.MEMORY, 0));
    }

    @Test
    void aMarkWhoseEpochIsNotHeardOfFails() {
        log.lose();
        AtomicReference<Object> answer = append();
        node.cut(true);
        time.advance(1000);
        assertInstanceOf(LogAwayException.class, answer.get());
    }

    @Test
    void theViewIsNotCurrentBeforeWhatWaitsWasAppended() {
        node.cut(true);
        time.advance(3000);
        coherence.mark(MARKS, false).subscribe().with(held -> {});
        assertEquals(1, coherence.pending());
        node.cut(false);
        assertTrue(coherence.lagging());
        news.removeFirst();
        coherence.current(time.nanos());
        assertTrue(coherence.lagging(), "current, and other nodes had not heard of what waited");
        assertEquals(0, coherence.pending());
        coherence.current(time.nanos());
        assertFalse(coherence.lagging());
    }
}
