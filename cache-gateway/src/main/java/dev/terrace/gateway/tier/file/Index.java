package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the present generation's directory, least recently used first. Bounded by the cache's bytes and by a number of files, since
 * each costs about 150 bytes here. Safe for use by many threads.
 */
final class Index {
    /** Space a small file takes at least. */
    private static final int BLOCK = 4096;

    private final int maxFiles;
    private final LinkedHashMap<String, Slot> slots = new LinkedHashMap<>(64, 0.75f, true);
    private long maxBytes;
    private long bytes;
    private long evictions;

    /** One file: its position, and whether it was written before this process began. */
    record Slot(Position asOf, long size, boolean ofBefore) {}

    Index(int maxFiles, long maxBytes) {
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    synchronized void bound(long bytesAtMost) {
        maxBytes = bytesAtMost;
    }

    synchronized @Nullable Slot get(String hash) {
        return slots.get(hash);
    }

    /** Whether it is there; to ask that is no use of it. */
    synchronized boolean has(String hash) {
        return slots.containsKey(hash);
    }

    synchronized void put(String hash, Position asOf, long length, boolean ofBefore) {
        long size = (length + BLOCK - 1) / BLOCK * BLOCK;
        Slot old = slots.put(hash, new Slot(asOf, size, ofBefore));
        bytes += size - (old == null ? 0 : old.size);
    }

    synchronized void remove(String hash) {
        Slot old = slots.remove(hash);
        bytes -= old == null ? 0 : old.size;
    }

    /** Takes out what is above the bounds; its files are the caller's to delete. */
    synchronized List<String> evict() {
        List<String> gone = new ArrayList<>();
        Iterator<Map.Entry<String, Slot>> oldest = slots.entrySet().iterator();
        while ((bytes > maxBytes || slots.size() > maxFiles) && oldest.hasNext()) {
            Map.Entry<String, Slot> slot = oldest.next();
            bytes -= slot.getValue().size;
            gone.add(slot.getKey());
            oldest.remove();
            evictions++;
        }
        return gone;
    }

    synchronized void clear() {
        slots.clear();
        bytes = 0;
    }

    synchronized Totals totals() {
        return new Totals(slots.size(), bytes, maxBytes, evictions);
    }

    /** Sums of the index. */
    record Totals(long entries, long bytes, long maxBytes, long evictions) {}
}
