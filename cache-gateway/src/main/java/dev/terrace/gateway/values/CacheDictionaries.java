package dev.terrace.gateway.values;

import dev.terrace.gateway.codec.DataKey;
import dev.terrace.gateway.codec.Dictionaries;
import dev.terrace.gateway.codec.Dictionary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The dictionaries of one cache: those that are kept, the one in use, what is sampled for the next, and how well the present one does. */
final class CacheDictionaries implements Dictionaries {
    /** Values after which the ratio of the present one is judged. */
    private static final long JUDGED_VALUES = 10_000;

    /** How much worse than when it was trained a dictionary may do. */
    private static final double DRIFT = 1.15;

    private final String cache;
    private final CacheKeys keys;
    private final Runnable ask;
    final Samples samples;
    private final TreeMap<Long, DictionaryRow> rows = new TreeMap<>();
    private final Map<Long, Dictionary> held = new ConcurrentHashMap<>();
    private volatile @Nullable Dictionary current;
    private long using;
    private volatile double trainedRatio = 1;
    private final LongAdder values = new LongAdder();
    private final LongAdder raw = new LongAdder();
    private final LongAdder packed = new LongAdder();

    CacheDictionaries(String cache, CacheKeys keys, Runnable ask, Samples samples) {
        this.cache = cache;
        this.keys = keys;
        this.ask = ask;
        this.samples = samples;
    }

    @Override
    public @Nullable Dictionary current() {
        return current;
    }

    @Override
    public @Nullable Dictionary find(long id) {
        Dictionary found = held.get(id);
        if (found == null) {
            ask.run();
        }
        return found;
    }

    @Override
    public void seen(byte[] value) {
        samples.offer(value);
    }

    @Override
    public void used(int rawBytes, int packedBytes) {
        values.increment();
        raw.add(rawBytes);
        packed.add(packedBytes);
    }

    /** The same, for a tier that another one samples for. */
    Dictionaries unsampled() {
        CacheDictionaries all = this;
        return new Dictionaries() {
            @Override
            public @Nullable Dictionary current() {
                return all.current;
            }

            @Override
            public @Nullable Dictionary find(long id) {
                return all.find(id);
            }

            @Override
            public void seen(byte[] value) {}

            @Override
            public void used(int rawBytes, int packedBytes) {}
        };
    }

    synchronized void take(DictionaryRow row) {
        rows.put(row.id(), row);
    }

    /** Forgets those that are no longer kept, opens what it can, and uses the newest that all nodes have. */
    synchronized void settle(Set<Long> kept, long agreed) {
        rows.keySet().retainAll(kept);
        held.keySet().retainAll(kept);
        rows.values().forEach(this::open);
        for (DictionaryRow row : rows.descendingMap().values()) {
            if (row.since() <= agreed || row.id() == using) {
                use(row);
                return;
            }
        }
        current = null;
        using = 0;
    }

    private void use(DictionaryRow row) {
        Dictionary next = row.bytes() == null ? null : held.get(row.id());
        if (next != current || row.id() != using) {
            current = next;
            using = row.id();
            trainedRatio = row.ratio();
            judgeAnew();
        }
    }

    private void open(DictionaryRow row) {
        if (row.bytes() == null || held.containsKey(row.id())) {
            return;
        }
        byte[] bytes = row.bytes();
        Integer version = row.keyVersion();
        if (version != null) {
            DataKey key = keys.version(version);
            bytes = key == null ? null : key.open(place(row.id()), row.bytes(), 0);
        }
        if (bytes != null) {
            held.put(row.id(), new Dictionary(row.id(), bytes));
        }
    }

    /** A dictionary is made of values: in an encrypted cache it is sealed as they are, bound to its place. */
    DictionaryRow sealed(long id, byte[] bytes, double ratio, boolean encrypted) {
        if (!encrypted) {
            return new DictionaryRow(id, cache, bytes, null, ratio, 0);
        }
        DataKey key = keys.current();
        if (key == null) {
            throw new IllegalStateException("No data key to seal the dictionary with.");
        }
        return new DictionaryRow(id, cache, key.seal(place(id), bytes), key.version(), ratio, 0);
    }

    private byte[] place(long id) {
        byte[] name = ("dictionary " + cache).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 8).putLong(id).put(name).array();
    }

    /** Id of the newest one this node knows, in use or not; 0 for none. */
    synchronized long newest() {
        return rows.isEmpty() ? 0 : rows.lastKey();
    }

    /** Whether it does notably worse than when it was trained. Begins to count anew when it has been judged. */
    boolean drifted() {
        if (current == null || values.sum() < JUDGED_VALUES) {
            return false;
        }
        boolean worse = ratio() > trainedRatio * DRIFT;
        judgeAnew();
        return worse;
    }

    /** Packed by raw bytes since it was last judged, 1 before anything was packed. */
    double ratio() {
        long of = raw.sum();
        return of == 0 ? 1 : (double) packed.sum() / of;
    }

    private void judgeAnew() {
        values.reset();
        raw.reset();
        packed.reset();
    }
}
