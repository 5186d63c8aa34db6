package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheStatusTest {
    /** A list of tokens with parameters that are flags, integers or tokens (RFC 8941), as RFC 9211 uses them. */
    private static final Pattern GRAMMAR = Pattern.compile(
            "[a-z_]+(; (hit|(ttl=-?[0-9]+)|(fwd=(bypass|uri-miss|miss|request|stale))|(detail=[a-z_]+)))*"
                    + "(, [a-z_]+; (hit|fwd=(bypass|uri-miss|miss|stale)(; detail=[a-z_]+)?))*");

    @Test
    void namesAHitInMemory() {
        assertEquals(
                "terrace; hit; ttl=9, memory; hit",
                CacheStatus.of(hit(TierName.MEMORY, false, said(TierName.MEMORY, Outcome.HIT)), false, 1_000));
    }

    @Test
    void namesEveryTierAskedInOrder() {
        assertEquals(
                "terrace; hit; ttl=9, memory; fwd=uri-miss, redis; fwd=miss; detail=timeout, memcached; hit",
                CacheStatus.of(
                        hit(
                                TierName.MEMCACHED,
                                false,
                                said(TierName.MEMORY, Outcome.MISS),
                                said(TierName.REDIS, Outcome.TIMEOUT),
                                said(TierName.MEMCACHED, Outcome.HIT)),
                        false,
                        1_000));
    }

    @Test
    void tellsStaleValuesByANegativeTtl() {
        assertEquals(
                "terrace; hit; ttl=-3; detail=stale, memory; fwd=stale",
                CacheStatus.of(hit(TierName.MEMORY, true, said(TierName.MEMORY, Outcome.STALE)), false, 12_500));
    }

    @Test
    void tellsWhyTheOriginWasAsked() {
        ReadResult loaded = hit(null, false, said(TierName.MEMORY, Outcome.MISS));
        assertEquals("terrace; fwd=uri-miss, memory; fwd=uri-miss", CacheStatus.of(loaded, false, 0));
        assertEquals("terrace; fwd=request, memory; fwd=uri-miss", CacheStatus.of(loaded, true, 0));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void keepsToTheGrammar(Outcome outcome) {
        TierAnswer[] said = {said(TierName.FILE_SYSTEM, outcome), said(TierName.DATABASE, outcome)};
        for (ReadResult result : List.of(
                hit(TierName.DATABASE, outcome == Outcome.STALE, said),
                hit(null, false, said),
                new ReadResult.Miss(List.of(said)),
                new ReadResult.Failed(Refusal.POSITION_NOT_REACHED, "free text, \"quoted\"", List.of(said)))) {
            String field = CacheStatus.of(result, false, 0);
            assertTrue(GRAMMAR.matcher(field).matches(), field);
        }
    }

    private static TierAnswer said(TierName tier, Outcome outcome) {
        return new TierAnswer(tier, outcome, 5, "text for people; not for the field");
    }

    private static ReadResult hit(TierName tier, boolean stale, TierAnswer... asked) {
        Entry entry = new Entry(new byte[0], null, List.of(), "e", Position.NONE, 0, 10_000, 20_000, 0, false);
        return new ReadResult.Hit(entry, tier, stale, List.of(asked));
    }
}
