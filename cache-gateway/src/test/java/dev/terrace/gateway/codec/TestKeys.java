package dev.terrace.gateway.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys of a cache as a test gives them. */
public final class TestKeys implements ValueKeys {
    private final Map<Integer, DataKey> keys = new HashMap<>();
    private final @Nullable LabelKey labels;
    private int current;

    /** With that version of the cache's keys as the present one. */
    public TestKeys(int version, String seed) {
        this.labels = new LabelKey(bytes(seed + "labels"));
        add(version, seed);
    }

    /** Another present one. */
    public TestKeys add(int version, String seed) {
        keys.put(version, new DataKey(version, bytes(seed)));
        current = version;
        return this;
    }

    /** The same keys without that one. */
    public TestKeys without(int version) {
        keys.remove(version);
        return this;
    }

    static byte[] bytes(String seed) {
        byte[] key = new byte[32];
        byte[] from = seed.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Arrays.setAll(new int[32], i -> key[i] = (byte) (from[i % from.length] * 31 + i * 7));
        return key;
    }

    /** A codec that seals with these. */
    public EntryCodec codec(boolean compression, int maxValueBytes) {
        return new EntryCodec(new Wrapping(compression, true, this, Dictionaries.NONE), maxValueBytes);
    }

    @Override
    public @Nullable DataKey current() {
        return keys.get(current);
    }

    @Override
    public @Nullable DataKey version(int version) {
        return keys.get(version);
    }

    @Override
    public @Nullable LabelKey labels() {
        return labels;
    }
}
