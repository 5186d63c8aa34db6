package dev.terrace.gateway.writeback;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The meaning of {@link Journal}. */
public abstract class JournalContract {
    /** Partitions of the journal under test. */
    protected static final int PARTITIONS = 3;

    /** For whatever has to come true at some time. */
    protected static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Journal> open = new ArrayList<>();
    private final Map<Journal, Heard> followers = new HashMap<>();

    /** A node's end of the journal of this test; nothing is followed yet. */
    protected abstract Journal connect(String node);

    /** Shares the partitions out over the nodes that live, where nothing does so by itself. */
    protected abstract void share(List<Journal> living);

    /** Takes the journal away from all nodes. */
    protected abstract void away() throws Exception;

    /** Brings it back with what it had. */
    protected abstract void back() throws Exception;

    /** A node that follows and has read all there was. */
    protected final Journal join(String node) {
        Journal journal = connect(node);
        Heard heard = new Heard();
        open.add(journal);
        followers.put(journal, heard);
        journal.follow(heard);
        await().atMost(PATIENCE).until(() -> heard.heardBeforeRebuilt() >= 0);
        share(List.copyOf(open));
        return journal;
    }

    /** What a node has heard. */
    protected final Heard heard(Journal journal) {
        Heard heard = followers.get(journal);
        return heard == null ? new Heard() : heard;
    }

    /** The node stops. */
    protected final void leave(Journal journal) {
        journal.close();
        open.remove(journal);
        share(List.copyOf(open));
    }

    @AfterEach
    final void everybodyKeptTheOrder() {
        followers.values().forEach(Heard::go);
        List.copyOf(open).forEach(Journal::close);
        stopped();
        followers.values().forEach(heard -> assertEquals(List.of(), heard.breaches()));
    }

    /** After a test, when every node has stopped. */
    protected void stopped() {}

    /** Waits for an answer. */
    protected static <T> T answer(Uni<T> call) {
        return call.await().atMost(PATIENCE);
    }

    /** A write of some text. */
    protected static Journaled.Write write(String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Journaled.Write(
                CacheKey.of("c", key), new NewValue(bytes, "text/plain", 5000L, List.of("a", "b")), 17);
    }

    /** An entry with all that is in it. */
    protected static String text(Journaled entry) {
        return switch (entry) {
            case Journaled.Write write -> "write " + write.key() + " " + write.atMs() + " " + text(write.value());
            case Journaled.Dead dead ->
                "dead " + dead.of() + " " + dead.from() + " " + dead.claim() + " " + text(dead.write()) + " "
                        + dead.reason() + " " + dead.tries();
            case Journaled.Flushed flushed -> flushed.toString();
            case Journaled.Replay replay -> replay.toString();
            case Journaled.Discard discard -> discard.toString();
            case Journaled.Claim claim -> claim.toString();
        };
    }

    private static String text(NewValue value) {
        return value == null
                ? "nothing"
                : Arrays.toString(value.bytes()) + value.contentType() + value.ttlMs() + value.tags();
    }

    private static List<String> texts(List<Heard.At> all) {
        return all.stream().map(at -> at.offset() + " " + text(at.entry())).toList();
    }

    @Test
    void everyKindOfEntryArrivesAsItWasSent() {
        Journal one = join("one");
        Journaled.Write deletion = new Journaled.Write(CacheKey.of("c", "ü/?"), null, 3);
        CacheKey key = CacheKey.of("other-cache", "k");
        List<Journaled> sent = List.of(
                write("k", "value"),
                deletion,
                new Journaled.Flushed(key, 7, 5),
                new Journaled.Dead(8, 8, 5, deletion, "no: ü", 3),
                new Journaled.Replay(key, 9),
                new Journaled.Discard(key, 10),
                new Journaled.Claim("one"),
                new Journaled.Claim("one", 4));
        List<String> expected = new ArrayList<>();
        for (Journaled entry : sent) {
            expected.add(answer(one.append(1, entry)) + " " + text(entry));
        }
        await().atMost(PATIENCE).until(() -> heard(one).of(1).size() == sent.size());
        assertEquals(expected, texts(heard(one).of(1)));
    }

    @Test
    void appendsThatWereBegunInOrderStandInOrderAndAllHearTheSame() {
        Journal one = join("one");
        Journal two = join("two");
        Map<Integer, List<Uni<Long>>> begun = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            int partition = i % PARTITIONS;
            Uni<Long> append = one.append(partition, write("k" + partition, Integer.toString(i)))
                    .memoize()
                    .indefinitely();
            append.subscribe().with(offset -> {}, failure -> {});
            begun.computeIfAbsent(partition, p -> new ArrayList<>()).add(append);
            two.append(partition, write("other", "" + i)).subscribe().with(offset -> {}, failure -> {});
        }
        begun.forEach((partition, appends) -> {
            List<Long> offsets = appends.stream().map(JournalContract::answer).toList();
            assertEquals(offsets.stream().sorted().distinct().toList(), offsets);
        });
        for (int p = 0; p < PARTITIONS; p++) {
            int partition = p;
            await().atMost(PATIENCE)
                    .until(() -> heard(one).of(partition).size() == 200
                            && heard(two).of(partition).size() == 200);
            assertEquals(texts(heard(one).of(partition)), texts(heard(two).of(partition)));
        }
    }

    @Test
    void theEndLiesBehindAllThatWasAcknowledged() {
        Journal one = join("one");
        Journal two = join("two");
        assertEquals(0, answer(one.end(2)));
        for (int i = 0; i < 20; i++) {
            long at = answer(one.append(2, write("k", "" + i)));
            assertTrue(answer(two.end(2)) > at);
        }
        long end = answer(two.end(2));
        await().atMost(PATIENCE).until(() -> heard(two).next(2) >= end);
        assertEquals(20, heard(two).of(2).size());
        assertEquals(0, answer(two.end(0)));
    }

    @Test
    void whoJoinsLaterHearsEverythingBeforeItIsTold() {
        Journal one = join("one");
        for (int i = 0; i < 500; i++) {
            answer(one.append(i % PARTITIONS, write("k" + i, "" + i)));
        }
        await().atMost(PATIENCE).until(() -> heard(one).count() == 500);
        leave(one);
        Journal two = join("two");
        assertEquals(500, heard(two).heardBeforeRebuilt());
        assertEquals(List.of(0L, 0L, 0L), heard(two).begins());
        assertEquals(texts(heard(one).of(0)), texts(heard(two).of(0)));
    }

    @Test
    void whatWasTrimmedIsNotHeardAndReadingBeginsBehindIt() {
        Journal one = join("one");
        for (int i = 0; i < 30; i++) {
            answer(one.append(0, write("k", "" + i)));
        }
        answer(one.trim(0, 12));
        answer(one.trim(0, 5));
        leave(one);
        Journal two = join("two");
        assertEquals(List.of(12L, 0L, 0L), heard(two).begins());
        assertEquals(18, heard(two).heardBeforeRebuilt());
        assertEquals(12, heard(two).of(0).getFirst().offset());
        answer(two.trim(0, 30));
        assertEquals(30, answer(two.append(0, write("k", "later"))));
        await().atMost(PATIENCE).until(() -> heard(two).next(0) == 31);
    }

    /** It was held while more was deleted than a client has fetched ahead. */
    @Test
    void whoFellBehindWhatWasTrimmedIsToldHowFarItIs() {
        Journal one = join("one");
        Journal slow = join("slow");
        heard(slow).hold();
        answer(one.append(0, write("k", "first")));
        await().atMost(PATIENCE).until(() -> heard(slow).isHeld());
        String large = "x".repeat(200_000);
        long last = 0;
        for (int i = 0; i < 60; i++) {
            last = answer(one.append(0, write("k", i + large)));
        }
        long end = last + 1;
        answer(one.trim(0, end));
        heard(slow).go();
        await().atMost(PATIENCE).until(() -> heard(slow).next(0) == end);
        assertTrue(heard(slow).of(0).size() < 61, "it did not fall behind");
        assertEquals(end, answer(one.append(0, write("k", "after"))));
        await().atMost(PATIENCE).until(() -> heard(slow).next(0) == end + 1);
        assertEquals(end, heard(slow).of(0).getLast().offset());
    }

    @Test
    void partitionsAreSharedOutAndTakenOver() {
        Journal one = join("one");
        await().atMost(PATIENCE).until(() -> heard(one).given().size() == PARTITIONS);
        Journal two = join("two");
        await().atMost(PATIENCE).until(() -> {
            Set<Integer> mine = heard(one).given();
            Set<Integer> theirs = new HashSet<>(heard(two).given());
            return !mine.isEmpty()
                    && !theirs.isEmpty()
                    && mine.size() + theirs.size() == PARTITIONS
                    && theirs.stream().noneMatch(mine::contains);
        });
        leave(one);
        await().atMost(PATIENCE).until(() -> heard(two).given().size() == PARTITIONS);
    }

    @Test
    void appendsFailInTimeWhileItIsAwayAndGoOnAfterwards() throws Exception {
        Journal one = join("one");
        long before = answer(one.append(0, write("k", "before")));
        away();
        long asked = System.nanoTime();
        Duration limit = Duration.ofSeconds(15);
        assertThrows(
                RuntimeException.class,
                () -> one.append(0, write("k", "away")).await().atMost(limit));
        assertThrows(RuntimeException.class, () -> one.end(0).await().atMost(limit));
        assertTrue(Duration.ofNanos(System.nanoTime() - asked).compareTo(limit) < 0, "it did not answer by itself");
        back();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> answer(one.end(0)) > before);
        long after = again(one, write("k", "after"));
        assertTrue(after > before);
        await().atMost(PATIENCE).until(() -> heard(one).next(0) > after);
        List<String> texts =
                heard(one).of(0).stream().map(at -> text(at.entry())).toList();
        assertEquals(text(write("k", "before")), texts.getFirst());
        assertEquals(text(write("k", "after")), texts.getLast());
    }

    private static long again(Journal journal, Journaled entry) {
        List<Long> at = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> at.add(answer(journal.append(0, entry))));
        return at.getLast();
    }
}
