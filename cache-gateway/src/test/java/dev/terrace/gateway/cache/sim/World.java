package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.coherence.local.LocalLeases;
import dev.terrace.gateway.coherence.local.LocalLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two nodes, the servers they share, and the truth. */
final class World {
    static final List<String> KEYS = List.of("a1", "a2", "b1");

    final SimTime time;
    final Truth truth;
    final LocalLog log = new LocalLog(40, 1000);
    final LocalLeases leases = new LocalLeases(log);
    final Map<TierName, MapStore> stores = new EnumMap<>(TierName.class);
    final List<Node> nodes = new ArrayList<>();
    final Scenario scenario;
    final boolean tame;

    /** Milliseconds that a load takes at the origin, beside the way there and back. */
    long loadMs;

    /** Which node asked the origin to load, in order. */
    final List<Node> loads = new ArrayList<>();

    boolean memoryGateOff;

    World(long seed, Scenario scenario) {
        this(seed, scenario, 2, false);
    }

    /** {@code tame}: calls take up to 40 ms each way, never longer. */
    World(long seed, Scenario scenario, int count, boolean tame) {
        this.tame = tame;
        this.time = new SimTime(seed);
        this.truth = new Truth(time);
        this.scenario = scenario;
        for (TierName name : TierName.values()) {
            stores.put(name, new MapStore(name == TierName.MEMCACHED));
        }
        if (scenario.origin()) {
            KEYS.forEach(key -> truth.put(key, truth.fresh()));
        }
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(this));
        }
    }

    MapStore store(TierName name) {
        return stores.get(name);
    }

    CacheHandle cache(int node) {
        return nodes.get(node).caches().find(Scenario.CACHE).orElseThrow();
    }

    static String tag(String key) {
        return "tag-" + key.charAt(0);
    }

    static NewValue newValue(String key, int value) {
        byte[] bytes = Integer.toString(value).getBytes(StandardCharsets.US_ASCII);
        return new NewValue(bytes, null, null, List.of(tag(key)));
    }

    static int value(byte[] bytes) {
        return Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII));
    }

    static int value(Entry entry) {
        return value(entry.value());
    }
}
