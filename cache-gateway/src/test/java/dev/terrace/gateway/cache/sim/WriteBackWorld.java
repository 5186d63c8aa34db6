package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.coherence.local.LocalLease;
import dev.terrace.gateway.coherence.local.LocalLeases;
import dev.terrace.gateway.coherence.local.LocalLog;
import dev.terrace.gateway.coherence.local.LocalNode;
import dev.terrace.gateway.tier.memory.MemoryTier;
import dev.terrace.gateway.writeback.local.JournalStore;
import dev.terrace.gateway.writeback.local.LocalJournal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gateways with write-back over one journal, over an origin that decides conditions or over a record tier. */
final class WriteBackWorld {
    static final String CACHE = "c";
    static final long MOST_BYTES = 1 << 20;
    static final int PARTITIONS = 2;

    final SimTime time;
    final LocalLog log = new LocalLog(10_000, 10_000);
    final LocalLeases leases = new LocalLeases(log);
    final JournalStore store = new JournalStore(PARTITIONS);
    final SimShop shop;
    final Truth truth;
    final MapStore records = new MapStore(false);
    final MapStore redis = new MapStore(false);
    final List<Gateway> gateways = new ArrayList<>();
    final Map<Integer, Long> offsets = new HashMap<>();
    final Map<String, List<Long>> deletions = new HashMap<>();
    final Map<String, Journaled.Write> newest = new HashMap<>();
    private final boolean origin;
    private final long lingerMs;
    private final long maxBytes;
    private int names;

    WriteBackWorld(long seed, boolean origin, long lingerMs) {
        this(seed, origin, lingerMs, MOST_BYTES);
    }

    WriteBackWorld(long seed, boolean origin, long lingerMs, long maxBytes) {
        this.time = new SimTime(seed);
        this.shop = new SimShop(time, true);
        this.truth = new Truth(time);
        this.origin = origin;
        this.lingerMs = lingerMs;
        this.maxBytes = maxBytes;
        add();
        add();
        share();
        time.advance(100_000);
    }

    /** One process. */
    final class Gateway {
        final Wire wire = new Wire(time, false);
        final LocalJournal journal = new LocalJournal(store, "gateway-" + names++, time);
        final EngineCaches caches;

        Gateway() {
            SimLog marks = new SimLog(new LocalNode(log, time, time), time, wire);
            SimJournal over = new SimJournal(journal, time, wire, WriteBackWorld.this::landed);
            this.caches = new EngineCaches(new EngineParts(
                    time,
                    marks,
                    List.of(memory(), factory(TierName.REDIS), factory(TierName.DATABASE)),
                    Set.of(TierName.DATABASE),
                    (spec, o) -> shop.over(wire),
                    name -> new Silent(),
                    new EngineParts.Bounds(10_000, 50, 10_000),
                    new EngineParts.Herd(
                            new SimLease(new LocalLease(leases, time, time), time, wire),
                            time.random().nextLong()),
                    new EngineParts.Journaling(over, maxBytes, lingerMs, 4)));
            caches.start();
            caches.open(spec()).subscribe().with(opened -> {}, failure -> {});
        }

        private TierFactory memory() {
            return Node.factory(TierName.MEMORY, spec -> new MemoryTier(spec.memoryMaxBytes(), time, Runnable::run));
        }

        private TierFactory factory(TierName name) {
            return Node.factory(
                    name,
                    spec -> name == TierName.DATABASE
                            ? new MapRecord(records, wire, truth)
                            : new MapTier(name, redis, wire));
        }

        CacheHandle cache() {
            return caches.find(CACHE).orElseThrow();
        }

        void die() {
            wire.die();
            caches.stop();
        }
    }

    private CacheSpec spec() {
        HttpOriginSpec http = origin ? new HttpOriginSpec("http://shop/{key}", 200, 2000, true, true, false) : null;
        List<TierName> tiers = origin
                ? List.of(TierName.MEMORY, TierName.REDIS)
                : List.of(TierName.MEMORY, TierName.REDIS, TierName.DATABASE);
        return new CacheSpec(
                CACHE,
                tiers,
                Strategy.WRITE_BACK,
                86_400_000,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                false,
                0,
                0,
                0,
                0,
                http,
                1);
    }

    private void landed(long offset, Journaled entry) {
        if (entry instanceof Journaled.Write write) {
            newest.put(write.key().key(), write);
            if (write.value() == null) {
                deletions
                        .computeIfAbsent(write.key().key(), k -> new ArrayList<>())
                        .add(offset);
            } else {
                offsets.put(World.value(write.value().bytes()), offset);
            }
        }
    }

    Gateway add() {
        Gateway made = new Gateway();
        gateways.add(made);
        return made;
    }

    /** Gives each partition to some gateway. */
    void share() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            store.give(partition, gateways.get(time.random().nextInt(gateways.size())).journal);
        }
    }

    static int partition(String key) {
        return Math.floorMod(CacheKey.of(CACHE, key).hash(), PARTITIONS);
    }

    WriteResult write(int gateway, String key, int value) {
        AtomicReference<WriteResult> result = new AtomicReference<>();
        gateways.get(gateway)
                .cache()
                .write(key, World.newValue(key, value), Condition.NONE)
                .subscribe()
                .with(result::set);
        time.until(() -> result.get() != null, 1_000_000);
        return result.get();
    }

    ReadResult read(int gateway, String key, @Nullable Position after) {
        AtomicReference<ReadResult> result = new AtomicReference<>();
        gateways.get(gateway)
                .cache()
                .read(key, new ReadOptions(false, false, 0, after))
                .subscribe()
                .with(result::set);
        time.until(() -> result.get() != null, 1_000_000);
        return result.get();
    }

    /** What a gateway answers in the end: a call that takes too long is asked again. */
    @Nullable
    Integer settled(int gateway, String key) {
        ReadResult result = read(gateway, key, null);
        for (int i = 0; i < 20 && result instanceof ReadResult.Failed; i++) {
            time.advance(10_000);
            result = read(gateway, key, null);
        }
        return value(result);
    }

    static @Nullable Integer value(ReadResult result) {
        return result instanceof ReadResult.Hit hit && !hit.entry().negative() ? World.value(hit.entry()) : null;
    }
}
