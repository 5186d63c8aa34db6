package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.WriteResult;
import java.util.List;
import java.util.Random;

/** What callers do in the world: reads, changes behind the cache with an invalidation after them, writes, deletes. */
final class Traffic {
    private final World world;
    private final Law1 law;
    private final Random random;

    Traffic(World world, Law1 law) {
        this.world = world;
        this.law = law;
        this.random = world.time.random();
    }

    void act() {
        int node = random.nextInt(world.nodes.size());
        if (world.nodes.get(node).dead()) {
            node = 1 - node;
        }
        String key = World.KEYS.get(random.nextInt(World.KEYS.size()));
        int draw = random.nextInt(100);
        if (draw < 55) {
            read(node, key);
        } else if (draw < 75) {
            invalidate(node, key);
        } else if (draw < 95) {
            write(node, key);
        } else {
            delete(node, key);
        }
    }

    /** As the data plane reads: what is at hand is the answer. */
    void read(int node, String key) {
        Law1.Bound bound = law.bound(node, key);
        ReadResult atHand = world.cache(node).atHand(key, ReadOptions.PLAIN);
        if (atHand != null) {
            answered(node, key, bound, atHand);
            return;
        }
        world.cache(node).read(key, ReadOptions.PLAIN).subscribe().with(result -> answered(node, key, bound, result));
    }

    private void answered(int node, String key, Law1.Bound bound, ReadResult result) {
        if (result instanceof ReadResult.Hit hit && !hit.entry().negative() && !unknown(node, hit)) {
            law.answered(node, key, bound, World.value(hit.entry()), hit.stale());
        }
    }

    /** Whose marks went with their log counts as stale in a relaxed cache: served when nothing better can be had in time, and flagged. */
    private boolean unknown(int node, ReadResult.Hit hit) {
        long epoch = world.nodes.get(node).caches().log().position().epoch();
        return hit.stale() && hit.entry().asOf().epoch() < epoch;
    }

    /**
     * Without an origin a hard invalidation deletes, so it forbids what was acknowledged before, once it is in the log; with one, what had
     * ceased before.
     */
    private void invalidate(int node, String key) {
        Selector selector = selector(key);
        List<String> covered = World.KEYS.stream()
                .filter(k -> selector.all()
                        || selector.keys().contains(k)
                        || selector.tags().contains(World.tag(k))
                        || (selector.pattern() != null && k.charAt(0) == key.charAt(0)))
                .toList();
        if (world.scenario.origin()) {
            covered.forEach(k -> {
                int value = world.truth.fresh();
                world.truth.put(k, value);
                world.truth.acknowledge(value);
            });
        }
        long begin = world.time.tick();
        world.cache(node)
                .invalidate(selector, "sim")
                .subscribe()
                .with(result -> invalidated(node, selector, covered, begin, result), failure -> {});
    }

    private void invalidated(int node, Selector selector, List<String> covered, long begin, InvalidationResult result) {
        if ((result.position() == null || selector.soft()) && !world.scenario.origin()) {
            return;
        }
        if (selector.soft()) {
            law.softened(selector + " at " + begin, node, covered, result.position(), begin);
            return;
        }
        long ceased = world.scenario.origin() ? begin : -1;
        long older = world.scenario.origin() ? -1 : begin;
        law.acknowledged(selector + " at " + begin, node, covered, result.position(), ceased, older);
    }

    private Selector selector(String key) {
        Selector hard = hard(key);
        boolean soft = world.scenario.soft() && random.nextInt(3) > 0;
        return new Selector(hard.keys(), hard.tags(), hard.pattern(), hard.all(), soft);
    }

    private Selector hard(String key) {
        return switch (random.nextInt(4)) {
            case 0 -> new Selector(List.of(key), List.of(), null, false, false);
            case 1 -> new Selector(List.of(), List.of(World.tag(key)), null, false, false);
            case 2 -> new Selector(List.of(), List.of(), key.charAt(0) + "*", false, false);
            default -> new Selector(List.of(), List.of(), null, true, false);
        };
    }

    private void write(int node, String key) {
        int value = world.truth.fresh();
        long begin = world.time.tick();
        world.cache(node)
                .write(key, World.newValue(key, value), Condition.NONE)
                .subscribe()
                .with(result -> {
                    if (result instanceof WriteResult.Done done) {
                        world.truth.acknowledge(value);
                        written(node, key, "write of " + value, begin, done.position());
                    }
                });
    }

    private void delete(int node, String key) {
        long begin = world.time.tick();
        world.cache(node).delete(key, Condition.NONE, false).subscribe().with(result -> {
            if (result instanceof WriteResult.Done done) {
                written(node, key, "delete", begin, done.position());
            }
        });
    }

    private void written(
            int node, String key, String what, long begin, @org.jspecify.annotations.Nullable Position position) {
        law.acknowledged(what + " at " + begin, node, List.of(key), position, -1, begin);
    }
}
