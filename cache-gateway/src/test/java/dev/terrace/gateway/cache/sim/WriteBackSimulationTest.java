package dev.terrace.gateway.cache.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.journal.Journaled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Seeded schedules of writers, readers, owners that change, lag, are cut off and die, and calls that land after they were given up: no
 * acknowledged write is lost, reordered or resurrected.
 */
class WriteBackSimulationTest {
    private static final int SEEDS = Integer.getInteger("terrace.simulation.writeback.seeds", 60);
    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final int ACTIONS = 150;

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void noAcknowledgedWriteIsLostReorderedOrResurrected(boolean origin) {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(seed, origin).run();
        }
    }

    /** What was acknowledged for a key: nothing before may be read by whoever knows the position. */
    private record Known(long offset, Position position) {}

    private static final class Run {
        private final String name;
        private final WriteBackWorld world;
        private final boolean origin;
        private final Random random;
        private final Map<String, List<Known>> acknowledged = new HashMap<>();
        private final List<String> violations = new ArrayList<>();
        private int values;
        private int acks;

        Run(int seed, boolean origin) {
            this.name = (origin ? "origin" : "record") + " seed " + seed;
            this.world = new WriteBackWorld(seed, origin, 20);
            this.origin = origin;
            this.random = world.time.random();
        }

        void run() {
            for (int i = 0; i < ACTIONS; i++) {
                act();
                trouble();
                world.time.steps(random.nextInt(20));
                if (random.nextInt(20) == 0) {
                    world.time.advance(random.nextInt(8000));
                }
            }
            world.shop.down = false;
            world.records.down = false;
            world.gateways.forEach(g -> {
                g.journal.cut(false);
                g.journal.freeze(false);
            });
            world.time.advance(600_000);
            atRest();
            assertEquals(List.of(), violations, name);
            assertTrue(acks > 5, name + ": hardly anything was acknowledged");
        }

        private void act() {
            int gateway = random.nextInt(world.gateways.size());
            String key = KEYS.get(random.nextInt(KEYS.size()));
            int draw = random.nextInt(100);
            if (draw < 40) {
                write(gateway, key);
            } else if (draw < 48 && !origin) {
                delete(gateway, key);
            } else {
                read(gateway, key);
            }
        }

        private void write(int gateway, String key) {
            int value = ++values;
            world.gateways
                    .get(gateway)
                    .cache()
                    .write(key, World.newValue(key, value), Condition.NONE)
                    .subscribe()
                    .with(result -> {
                        if (result instanceof WriteResult.Done done && done.position() != null) {
                            known(key, world.offsets.get(value), done.position());
                        }
                    });
        }

        private void delete(int gateway, String key) {
            int before = world.deletions.getOrDefault(key, List.of()).size();
            world.gateways
                    .get(gateway)
                    .cache()
                    .delete(key, Condition.NONE, false)
                    .subscribe()
                    .with(result -> {
                        List<Long> landed = world.deletions.getOrDefault(key, List.of());
                        if (result instanceof WriteResult.Done done
                                && done.position() != null
                                && landed.size() == before + 1) {
                            known(key, landed.get(before), done.position());
                        }
                    });
        }

        private void known(String key, long offset, Position position) {
            acks++;
            acknowledged.computeIfAbsent(key, k -> new ArrayList<>()).add(new Known(offset, position));
        }

        private void read(int gateway, String key) {
            List<Known> all = acknowledged.getOrDefault(key, List.of());
            long least = all.stream().mapToLong(Known::offset).max().orElse(-1);
            Position after =
                    all.stream().map(Known::position).max(Position::compareTo).orElse(null);
            world.gateways
                    .get(gateway)
                    .cache()
                    .read(key, new ReadOptions(false, false, 0, after))
                    .subscribe()
                    .with(result -> answered(gateway, key, least, result));
        }

        private void answered(int gateway, String key, long least, ReadResult result) {
            if (result instanceof ReadResult.Failed || least < 0) {
                return;
            }
            Integer value = WriteBackWorld.value(result);
            boolean fine = value == null
                    ? world.deletions.getOrDefault(key, List.of()).stream().anyMatch(at -> at >= least)
                    : world.offsets.get(value) >= least;
            if (!fine) {
                violations.add(gateway + " answered " + value + " of " + key + " although " + least
                        + " was acknowledged; " + world.offsets);
            }
        }

        private void trouble() {
            WriteBackWorld.Gateway one = world.gateways.get(random.nextInt(world.gateways.size()));
            switch (random.nextInt(24)) {
                case 0, 1 -> world.share();
                case 2 -> one.journal.freeze(true);
                case 3, 4 -> one.journal.freeze(false);
                case 5 -> one.journal.cut(true);
                case 6, 7 -> one.journal.cut(false);
                case 8 -> world.shop.down = origin;
                case 9, 10 -> world.shop.down = false;
                case 11 -> {
                    if (random.nextInt(3) == 0) {
                        die(one);
                    }
                }
                default -> {}
            }
        }

        private void die(WriteBackWorld.Gateway one) {
            one.die();
            world.gateways.remove(one);
            world.add();
            world.share();
        }

        private void atRest() {
            for (String key : KEYS) {
                Journaled.Write newest = world.newest.get(key);
                Integer last = newest == null || newest.value() == null
                        ? null
                        : World.value(newest.value().bytes());
                Integer there = origin ? world.shop.value(key) : record(key);
                assertEquals(last, there, name + ": what landed of " + key);
                for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
                    assertEquals(last, world.settled(gateway, key), name + ": read of " + key);
                    assertEquals(
                            0, world.gateways.get(gateway).caches.unflushed().records(), name);
                }
                inOrder(key);
            }
        }

        private Integer record(String key) {
            var entry = world.records.entries.get(CacheKey.of(WriteBackWorld.CACHE, key));
            return entry == null ? null : World.value(entry);
        }

        /** What landed at the origin, whoever sent it and however late, never was older than what was there. */
        private void inOrder(String key) {
            long before = -1;
            for (int value : world.shop.landed(key)) {
                long offset = world.offsets.get(value);
                assertTrue(offset >= before, name + ": an older value landed over a newer one of " + key);
                before = offset;
            }
        }
    }
}
