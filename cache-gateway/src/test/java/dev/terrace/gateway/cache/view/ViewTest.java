package dev.terrace.gateway.cache.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final CacheKey KEY = CacheKey.of("c", "user:1");

    private final View view = new View();

    @BeforeEach
    void anEpoch() {
        view.load(new Snapshot(at(10), List.of()));
    }

    private static Position at(long offset) {
        return new Position(1, offset);
    }

    private static Entry entry(long asOf, String... tags) {
        return new Entry(new byte[0], null, List.of(tags), "e", at(asOf), 0, 1, 1, 0, false);
    }

    private static Entry absence(long asOf) {
        return new Entry(new byte[0], null, List.of(), "e", at(asOf), 0, 1, 1, 0, true);
    }

    private Verdict check(Entry entry) {
        return view.check(KEY, entry, TierName.REDIS, view.floor("c"));
    }

    private void follows(long offset, Mark mark) {
        view.apply(new Logged(offset, mark));
    }

    private static Mark key() {
        return new Mark.Key("c", KEY.key(), KEY.hash(), Position.NONE);
    }

    @Test
    void aKeyMarkCoversWhatIsOlder() {
        follows(11, key());
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.VALID, check(entry(11)));
        assertEquals(Verdict.VALID, view.check(CacheKey.of("c", "user:2"), entry(10), TierName.REDIS, 0));
    }

    @Test
    void aTagCoversWhatBearsItAndEveryAbsence() {
        follows(11, new Mark.Tag("c", "t", 0));
        assertEquals(Verdict.INVALID, check(entry(10, "s", "t")));
        assertEquals(Verdict.VALID, check(entry(10, "s")));
        assertEquals(Verdict.INVALID, check(absence(10)));
        assertEquals(Verdict.VALID, check(entry(11, "t")));
    }

    @Test
    void aTagFloorCoversAllThatIsTagged() {
        follows(11, new Mark.Tag("c", "u", 9));
        assertEquals(Verdict.INVALID, check(entry(8, "s")));
        assertEquals(Verdict.VALID, check(entry(8)));
    }

    @Test
    void aBanCoversWhatMatches() {
        follows(11, new Mark.Ban("c", "user:*", 0));
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.VALID, view.check(CacheKey.of("c", "order:1"), entry(10), TierName.REDIS, 0));
    }

    @Test
    void aBanThatDropsOlderOnesCoversAllThatIsOlder() {
        follows(11, new Mark.Ban("c", "order:*", 9));
        assertEquals(Verdict.INVALID, check(entry(8)));
        assertEquals(Verdict.VALID, check(entry(9)));
    }

    @Test
    void aBaseCoversAllThatIsOlderInEveryCache() {
        CacheKey other = CacheKey.of("d", "user:1");
        view.check(other, entry(8), TierName.REDIS, 0);
        follows(11, new Mark.Base(9));
        assertEquals(Verdict.INVALID, check(entry(8)));
        assertEquals(Verdict.INVALID, view.check(other, entry(8), TierName.REDIS, 0));
        assertEquals(Verdict.INVALID, view.check(CacheKey.of("new", "k"), entry(8), TierName.REDIS, 0));
        assertEquals(Verdict.VALID, check(entry(9)));
    }

    @Test
    void aBaseTakesTheKeyMarksWithItThatItCovers() {
        follows(11, key());
        follows(12, new Mark.Key("c", "second", CacheKey.of("c", "second").hash(), Position.NONE));
        follows(13, new Mark.Key("c", "third", CacheKey.of("c", "third").hash(), Position.NONE));
        follows(14, new Mark.Base(12));
        assertEquals(1, view.keyMarks());
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.INVALID, view.check(CacheKey.of("c", "third"), entry(12), TierName.REDIS, 0));
        assertEquals(Verdict.VALID, check(entry(12)));
    }

    @Test
    void aSnapshotsBaseTakesTheKeyMarksWithItThatItCovers() {
        follows(11, key());
        view.load(new Snapshot(at(20), List.of(new Logged(15, new Mark.Base(15))), new KeyList()));
        assertEquals(0, view.keyMarks());
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.VALID, check(entry(15)));
    }

    @Test
    void allCoversOneCacheOnly() {
        follows(11, new Mark.All("c"));
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.VALID, view.check(CacheKey.of("d", "user:1"), entry(10), TierName.REDIS, 0));
    }

    @Test
    void aTierGenerationCoversThatTier() {
        follows(11, new Mark.Tier("c", TierName.REDIS));
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(Verdict.VALID, view.check(KEY, entry(10), TierName.MEMCACHED, 0));
    }

    @Test
    void aReaderThatWasStoppedWhileItsMarkWasRetiredGetsNothing() {
        long before = view.floor("c");
        follows(11, key());
        follows(12, new Mark.Floor(Set.of("c"), 11));
        assertEquals(0, view.keyMarks());
        assertEquals(Verdict.INVALID, view.check(KEY, entry(10), TierName.REDIS, before));
        assertEquals(Verdict.VALID, check(entry(10)), "found after every tier had confirmed");
        assertFalse(view.fillable(KEY, entry(10), TierName.MEMORY), "a late fill is below the floor");
    }

    private static Mark soft(Mark.What what, String selector, long generation) {
        return new Mark.Soft("c", what, selector, generation, 500);
    }

    private static Entry living(long asOf, String... tags) {
        return new Entry(new byte[0], null, List.of(tags), "e", at(asOf), 0, 1000, 3000, 0, false);
    }

    @Test
    void aSoftMarkMakesStaleSinceItsTimeWhatItCovers() {
        follows(11, soft(Mark.What.KEY, "user:1", 0));
        assertEquals(Verdict.STALE, check(living(10)));
        assertEquals(Verdict.VALID, check(living(11)));
        assertEquals(Verdict.VALID, view.check(CacheKey.of("c", "user:2"), living(10), TierName.REDIS, 0));
        Entry softened = view.softened(KEY, living(10), 900);
        assertEquals(500, softened.expiresMs());
        assertEquals(2500, softened.staleUntilMs(), "for as long as it would have been");
        assertEquals(400, view.softened(KEY, living(10), 400).expiresMs(), "a clock that is ahead keeps nothing fresh");
        assertTrue(view.fillable(KEY, living(10), TierName.REDIS));
    }

    @Test
    void softTagsPatternsAndAllCoverAsTheHardOnesDo() {
        follows(11, soft(Mark.What.TAG, "t", 0));
        assertEquals(Verdict.STALE, check(living(10, "s", "t")));
        assertEquals(Verdict.STALE, check(absence(10)));
        assertEquals(Verdict.VALID, check(living(10, "s")));
        follows(12, soft(Mark.What.BAN, "user:*", 0));
        assertEquals(Verdict.STALE, check(living(11)));
        assertEquals(Verdict.VALID, view.check(CacheKey.of("c", "order:1"), living(11), TierName.REDIS, 0));
        follows(13, soft(Mark.What.ALL, "", 0));
        assertEquals(Verdict.STALE, view.check(CacheKey.of("c", "order:1"), living(12), TierName.REDIS, 0));
        assertEquals(0, view.softMarks(), "all covers what the others did");
    }

    @Test
    void softMarksThatWereDroppedMakeEverythingOlderStale() {
        follows(11, soft(Mark.What.KEY, "x", 9));
        assertEquals(Verdict.STALE, check(living(8)));
        assertEquals(Verdict.VALID, check(living(9)));
    }

    @Test
    void aHardMarkGoesBeforeASoftOne() {
        follows(11, soft(Mark.What.KEY, "user:1", 0));
        follows(12, key());
        assertEquals(Verdict.INVALID, check(living(10)));
        follows(13, new Mark.All("c"));
        assertEquals(0, view.softMarks());
    }

    @Test
    void aSoftMarkThatWaitsForTheLogCoversEveryCopy() {
        view.hold(soft(Mark.What.KEY, "user:1", 0));
        assertEquals(Verdict.STALE, check(living(1000)));
        assertEquals(500, view.softened(KEY, living(1000), 900).expiresMs());
        view.release();
        assertEquals(Verdict.VALID, check(living(1000)), "what was appended says it from now on");
    }

    @Test
    void anOpenIntentKeepsLoadsOut() {
        follows(11, new Mark.Intent("c", KEY.key(), KEY.hash(), 1000));
        assertFalse(view.fillable(KEY, entry(11), TierName.MEMORY));
        follows(12, new Mark.Key("c", KEY.key(), KEY.hash(), new Position(1, 11)));
        assertTrue(view.fillable(KEY, entry(12), TierName.MEMORY));
    }

    @Test
    void aMarkClosesNoIntentOfAnotherEpoch() {
        follows(11, new Mark.Intent("c", KEY.key(), KEY.hash(), 1000));
        view.applyOwn(at(12), new Mark.Key("c", KEY.key(), KEY.hash(), new Position(0, 11)));
        assertFalse(view.fillable(KEY, entry(12), TierName.MEMORY));
    }

    @Test
    void anotherEpochIsNotKnown() {
        view.load(new Snapshot(new Position(2, 0), List.of()));
        assertEquals(Verdict.OTHER_EPOCH, check(entry(10)));
        assertFalse(view.fillable(KEY, entry(10), TierName.MEMORY));
    }

    @Test
    void ownMarksCoverAtOnceAndMoveThePositionOnlyWithoutAGap() {
        assertTrue(view.applyOwn(at(12), key()));
        assertEquals(Verdict.INVALID, check(entry(10)));
        assertEquals(at(10), view.position());
        assertTrue(view.ahead("c"));
        follows(11, new Mark.All("d"));
        follows(12, key());
        assertEquals(at(12), view.position());
        assertTrue(view.applyOwn(at(13), key()));
        assertEquals(at(13), view.position());
    }

    @Test
    void aGapLeavesMemoryThatAFloorMayHaveCoveredUntrusted() {
        Mark floor = new Mark.Floor(Set.of("c"), 15);
        view.load(new Snapshot(at(20), List.of(new Logged(15, floor))));
        assertEquals(Verdict.INVALID, view.check(KEY, entry(10), TierName.MEMORY, view.floor("c")));
        assertEquals(Verdict.VALID, check(entry(10)));
    }

    @Test
    void whatWaitsForTheLogCoversEveryCopyUntilItIsReleased() {
        view.hold(key());
        assertEquals(Verdict.INVALID, check(entry(1000)));
        Entry loaded = entry(1).checkedAt(view.stamp("c").position());
        assertEquals(Verdict.VALID, view.check(KEY, loaded, TierName.MEMORY, 0));
        assertTrue(view.fillable(KEY, loaded, TierName.MEMORY));
        assertFalse(view.fillable(KEY, loaded, TierName.REDIS), "it means nothing to other nodes");
        follows(11, new Mark.All("c"));
        assertEquals(Verdict.INVALID, view.check(KEY, loaded, TierName.MEMORY, 0), "marks of others count");
        view.release();
        assertEquals(Verdict.INVALID, view.check(KEY, loaded, TierName.MEMORY, 0));
        view.hold(new Mark.Tag("c", "x", 0));
        assertEquals(Verdict.INVALID, view.check(KEY, loaded, TierName.MEMORY, 0), "of an earlier absence");
    }

    @Test
    void marksThatGoBeforeTheLastingTierConfirmedThemTakeItsOlderEntriesWithThem() {
        view.localConfirmed("c", at(14));
        follows(15, new Mark.Floor(Set.of("c"), 14));
        assertEquals(Verdict.VALID, view.check(KEY, entry(13), TierName.FILE_SYSTEM, view.floor("c")));
        follows(16, new Mark.Floor(Set.of("c"), 15));
        assertEquals(Verdict.INVALID, view.check(KEY, entry(14), TierName.FILE_SYSTEM, view.floor("c")));
        assertEquals(Verdict.VALID, view.check(KEY, entry(15), TierName.FILE_SYSTEM, view.floor("c")));
        assertEquals(Verdict.VALID, view.check(KEY, entry(14), TierName.REDIS, view.floor("c")));
    }
}
