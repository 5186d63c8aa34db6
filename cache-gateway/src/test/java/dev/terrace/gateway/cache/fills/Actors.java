package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.Trial;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What a schedule does with a key of its lane, and the judgement of what it is given. */
record Actors(Fleet fleet, Lane lane, Law1 law) {
    private static final long TTL_MS = 600_000;

    CacheHandle cache(int node) {
        return fleet.node(node).cache(lane.spec().name());
    }

    private CacheKey key(String key) {
        return CacheKey.of(lane.spec().name(), key);
    }

    private CacheTier tier(int node, TierName name) {
        return fleet.node(node).tier(lane.spec().name(), name);
    }

    /** Reads as the data plane does; with a token, everything acknowledged so far must be seen. Ends when the answer was judged. */
    CompletableFuture<ReadResult> begin(int node, String key, boolean token) {
        Position newest = law.newest(key);
        boolean with = token && newest.epoch() > 0;
        Position seen = with ? newest : fleet.node(node).position();
        int lowest = law.lowest(key, node, seen);
        ReadOptions options = new ReadOptions(false, false, 0, with ? newest : null);
        ReadResult atHand = cache(node).atHand(key, options);
        Uni<ReadResult> result =
                atHand != null ? Uni.createFrom().item(atHand) : cache(node).read(key, options);
        return result.invoke(answer -> judge(node, key, lowest, answer)).subscribeAsCompletionStage();
    }

    private void judge(int node, String key, int lowest, ReadResult answer) {
        if (answer instanceof ReadResult.Hit hit && !hit.entry().negative()) {
            int value = History.value(hit.entry().value());
            law.served(
                    "node " + node + " from " + (hit.tier() == null ? "the origin" : hit.tier()), key, value, lowest);
        }
    }

    /** The same, and waits for it. */
    void read(int node, String key, boolean token) {
        Schedule.join(begin(node, key, token));
    }

    /** A copy in the slower tier of that node, as if the nearer one had evicted it. */
    void putFar(int node, String key) {
        Position asOf = fleet.node(node).position();
        NewValue value = fleet.history.newValue(key, fleet.history.value(key).orElseThrow());
        long now = Trial.CLOCK.millis();
        Entry entry = new Entry(
                value.bytes(), value.contentType(), value.tags(), "e", asOf, now, now + TTL_MS, now + TTL_MS, 1, false);
        Stored stored = Trial.put(tier(node, lane.far()), key(key), entry);
        if (stored != Stored.STORED) {
            throw new IllegalStateException("the slower tier did not take the copy");
        }
    }

    /** What the tiers hold must not claim to have been checked after a mark that covers it. */
    void look(String key) {
        Position newest = law.newest(key);
        for (int node = 0; node < Fleet.NODES; node++) {
            for (TierName name : lane.spec().tiers()) {
                Entry entry = held(tier(node, name), key(key));
                boolean unmarked =
                        entry != null && newest.epoch() > 0 && !entry.asOf().before(newest);
                if (unmarked) {
                    int lowest = law.lowest(key, node, newest);
                    law.served("a copy in " + name + " of node " + node, key, History.value(entry.value()), lowest);
                }
            }
        }
    }

    private static @Nullable Entry held(CacheTier tier, CacheKey key) {
        if (tier instanceof NearTier near) {
            return near.peek(key);
        }
        return Trial.await(tier.find(key)) instanceof Lookup.Found found ? found.entry() : null;
    }

    /** The nearer tier loses the key. */
    void dropNear(String key) {
        for (int node = 0; node < Fleet.NODES; node++) {
            CacheTier tier = tier(node, lane.near());
            if (tier instanceof NearTier near) {
                near.drop(key(key).hash());
            } else {
                Trial.await(tier.remove(key(key), fleet.node(node).position()));
            }
        }
    }

    /** Until all nodes have seen what was acknowledged: a load that begins before may not be kept. */
    void seen(String key) {
        Position newest = law.newest(key);
        until(() -> !fleet.node(0).position().before(newest)
                && !fleet.node(1).position().before(newest));
    }

    /** Until nothing is on its way for the key on any node. */
    void quiet(String key) {
        until(() -> fleet.node(0).gates.quiet(key) && fleet.node(1).gates.quiet(key));
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(condition);
    }
}
