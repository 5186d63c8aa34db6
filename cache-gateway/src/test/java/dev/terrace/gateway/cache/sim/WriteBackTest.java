package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Backlog;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.WriteResult;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteBackTest {
    private static final int MINUTE = 60_000;

    @Test
    void acknowledgesBeforeTheOriginHasItAndAnswersFromBothGateways() {
        WriteBackWorld world = new WriteBackWorld(1, true, 2000);
        WriteResult.Done done = assertInstanceOf(WriteResult.Done.class, world.write(0, "a", 7));
        assertEquals(WriteResult.Ack.LOG, done.ack());
        assertNull(world.shop.value("a"));
        assertEquals(7, WriteBackWorld.value(world.read(0, "a", null)));
        assertEquals(7, WriteBackWorld.value(world.read(1, "a", done.position())));
        assertEquals(1, world.gateways.get(1).cache().backlog().waiting());
        world.time.advance(200_000);
        assertEquals(7, world.shop.value("a"));
        assertEquals(0, world.gateways.get(0).cache().backlog().waiting());
        assertEquals(7, WriteBackWorld.value(world.read(1, "a", done.position())));
    }

    @Test
    void remembersADeletionUntilTheOriginHasCarriedItOut() {
        WriteBackWorld world = new WriteBackWorld(2, true, 2000);
        world.write(0, "a", 7);
        world.time.advance(200_000);
        AtomicReference<WriteResult> result = new AtomicReference<>();
        world.gateways
                .get(0)
                .cache()
                .delete("a", Condition.NONE, false)
                .subscribe()
                .with(result::set);
        world.time.until(() -> result.get() != null, 100_000);
        assertEquals(7, world.shop.value("a"));
        assertInstanceOf(ReadResult.Miss.class, world.read(0, "a", null));
        world.time.advance(200_000);
        assertNull(world.shop.value("a"));
    }

    @Test
    void writesOfAKeyBecomeOne() {
        WriteBackWorld world = new WriteBackWorld(3, true, 1000);
        Random random = new Random(3);
        double[] cumulative = zipf(200);
        for (int i = 1; i <= 4000; i++) {
            double draw = random.nextDouble() * cumulative[cumulative.length - 1];
            int rank = IntStream.range(0, cumulative.length)
                    .filter(r -> cumulative[r] >= draw)
                    .findFirst()
                    .orElseThrow();
            NewValue value = World.newValue("k" + rank, i);
            world.gateways
                    .get(0)
                    .cache()
                    .write("k" + rank, value, Condition.NONE)
                    .subscribe()
                    .with(done -> {});
            if (i % 4 == 0) {
                world.time.advance(1);
            }
        }
        world.time.advance(10 * MINUTE);
        assertEquals(0, world.gateways.get(0).caches.unflushed().records());
        assertTrue(world.shop.writes * 10 <= 4000, "writes at the origin: " + world.shop.writes);
    }

    /** Zipf 0.99. */
    private static double[] zipf(int keys) {
        double[] cumulative = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1 / Math.pow(i + 1, 0.99);
            cumulative[i] = sum;
        }
        return cumulative;
    }

    @Test
    void keepsEverythingWhileTheOriginIsDownForTwoMinutesAndDrainsByItself() {
        WriteBackWorld world = new WriteBackWorld(4, true, 500, 40_000);
        world.shop.down = true;
        int[] last = new int[60];
        int refused = 0;
        for (int i = 1; i <= 600; i++) {
            WriteResult result = world.write(i % 2, "k" + i % 60, i);
            last[i % 60] = result instanceof WriteResult.Done ? i : last[i % 60];
            world.time.advance(200);
            assertTrue(world.gateways.get(i % 2).caches.unflushed().bytes() <= 40_000);
        }
        for (int i = 0; i < 200; i++) {
            WriteResult result = world.write(0, "more" + i, 10_000 + i);
            refused += result instanceof WriteResult.Refused no && no.why() == Refusal.UNAVAILABLE ? 1 : 0;
        }
        assertTrue(refused > 0, "nothing was refused at the bound");
        assertEquals(0, world.gateways.get(0).caches.unflushed().deadLetters());
        world.shop.down = false;
        world.time.advance(10 * MINUTE);
        for (int i = 0; i < last.length; i++) {
            int newest = World.value(world.newest.get("k" + i).value().bytes());
            assertEquals(newest, world.shop.value("k" + i));
            assertTrue(newest >= last[i] || world.offsets.get(newest) > world.offsets.get(last[i]));
        }
        assertEquals(0, world.gateways.get(1).caches.unflushed().records());
        assertInstanceOf(WriteResult.Done.class, world.write(0, "after", 99_999));
    }

    @Test
    void aRefusedWriteIsKeptReadableUntilSomeoneDecides() {
        WriteBackWorld world = new WriteBackWorld(5, true, 100);
        world.shop.refuses.addAll(List.of("bad", "worse"));
        world.write(0, "bad", 1);
        world.write(0, "worse", 2);
        world.write(0, "good", 3);
        world.time.advance(10 * MINUTE);
        Backlog backlog = world.gateways.get(1).cache().backlog();
        assertEquals(2, backlog.deadLetters());
        assertEquals(0, backlog.waiting());
        assertEquals(3, world.shop.value("good"));
        assertEquals(1, WriteBackWorld.value(world.read(0, "bad", null)));
        Backlog.DeadLetter bad = backlog.dead().stream()
                .filter(d -> d.key().equals("bad"))
                .findFirst()
                .orElseThrow();
        assertEquals("the origin answered 400", bad.reason());
        assertEquals(4, bad.tries());
        invalidate(world, "bad");
        assertEquals(1, WriteBackWorld.value(world.read(1, "bad", null)));
        world.shop.refuses.clear();
        backlog.replay(bad.id()).subscribe().with(done -> {});
        Backlog.DeadLetter worse = backlog.dead().stream()
                .filter(d -> d.key().equals("worse"))
                .findFirst()
                .orElseThrow();
        backlog.discard(worse.id()).subscribe().with(done -> {});
        world.time.advance(10 * MINUTE);
        assertEquals(1, world.shop.value("bad"));
        assertNull(world.shop.value("worse"));
        assertInstanceOf(ReadResult.Miss.class, world.read(0, "worse", null));
        assertEquals(0, world.gateways.get(0).cache().backlog().deadLetters());
    }

    private static void invalidate(WriteBackWorld world, String key) {
        Selector selector = new Selector(List.of(key), List.of(), null, false, false);
        AtomicReference<Object> done = new AtomicReference<>();
        world.gateways.get(0).cache().invalidate(selector, "test").subscribe().with(done::set, done::set);
        world.time.until(() -> done.get() != null, 1_000_000);
    }

    @Test
    void anInvalidationNeverDropsADirtyValue() {
        for (int seed = 0; seed < 40; seed++) {
            WriteBackWorld world = new WriteBackWorld(seed, false, 50);
            world.write(0, "a", 1);
            world.time.advance(world.time.random().nextInt(60));
            boolean dirty = world.gateways.get(0).caches.unflushed().records() > 0;
            invalidate(world, "a");
            boolean still = world.gateways.get(0).caches.unflushed().records() > 0;
            world.time.advance(10 * MINUTE);
            Integer kept = world.settled(1, "a");
            if (dirty && still) {
                assertEquals(1, kept, "seed " + seed);
            }
            assertEquals(0, world.gateways.get(1).caches.unflushed().records());
        }
    }

    @Test
    void aConditionWaitsUntilTheKeyIsClean() {
        int decided = 0;
        for (int seed = 0; seed < 40; seed++) {
            WriteBackWorld world = new WriteBackWorld(seed, true, 1000);
            if (!(world.write(0, "a", 1) instanceof WriteResult.Done)) {
                continue;
            }
            AtomicReference<WriteResult> result = new AtomicReference<>();
            world.gateways
                    .get(0)
                    .cache()
                    .write("a", World.newValue("a", 2), new Condition.IfAbsent())
                    .subscribe()
                    .with(result::set);
            world.time.advance(10 * MINUTE);
            // A flush whose settling was not heard of is made again, with the same value.
            assertEquals(Set.of(1), Set.copyOf(world.shop.landed("a")), "seed " + seed);
            if (result.get() instanceof WriteResult.Refused refused) {
                assertTrue(
                        List.of(Refusal.UNAVAILABLE, Refusal.ORIGIN_TIMEOUT).contains(refused.why()), "seed " + seed);
            } else {
                assertInstanceOf(WriteResult.ConditionFailed.class, result.get(), "seed " + seed);
                decided++;
            }
        }
        assertTrue(decided >= 10, "only " + decided + " were decided; a call may take longer than is waited");
    }

    @Test
    void aConditionOfADirtyKeyIs503WhenItsOriginIsDown() {
        WriteBackWorld world = new WriteBackWorld(7, true, 500);
        world.shop.down = true;
        world.write(0, "a", 1);
        AtomicReference<WriteResult> result = new AtomicReference<>();
        world.gateways
                .get(0)
                .cache()
                .write("a", World.newValue("a", 2), new Condition.IfExists())
                .subscribe()
                .with(result::set);
        world.time.advance(100_000);
        assertEquals(
                Refusal.UNAVAILABLE,
                assertInstanceOf(WriteResult.Refused.class, result.get()).why());
    }

    @Test
    void givesBackTheJournalsBeginningAlsoUnderADeadLetter() {
        WriteBackWorld world = new WriteBackWorld(8, true, 10);
        world.shop.refuses.add("bad");
        world.write(0, "bad", 1);
        int partition = WriteBackWorld.partition("bad");
        for (int i = 2; i < 6000; i++) {
            String key = "k" + i % 50;
            world.gateways
                    .get(0)
                    .cache()
                    .write(key, World.newValue(key, i), Condition.NONE)
                    .subscribe()
                    .with(done -> {});
            world.time.advance(i % 8 == 0 ? 20 : 0);
        }
        world.time.advance(10 * MINUTE);
        assertEquals(1, world.gateways.get(1).cache().backlog().deadLetters());
        for (int other = 0; other < WriteBackWorld.PARTITIONS; other++) {
            int most = other == partition ? 11_000 : 5;
            assertTrue(world.store.kept(other) <= most, "kept: " + world.store.kept(other));
        }
    }
}
