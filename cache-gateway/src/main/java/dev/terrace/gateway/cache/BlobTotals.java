package dev.terrace.gateway.cache;

import java.util.concurrent.atomic.AtomicLong;

/** What a store of blobs holds, as of the last sweep, and what sweeps have deleted since the start. */
public final class BlobTotals {
    private final AtomicLong swept = new AtomicLong();
    private final AtomicLong sweptBytes = new AtomicLong();
    private volatile long blobs;
    private volatile long bytes;

    /** A sweep deleted so much. */
    public void swept(Blobs.Swept gone) {
        swept.addAndGet(gone.blobs());
        sweptBytes.addAndGet(gone.bytes());
    }

    /** So much is there. */
    public void held(long count, long size) {
        blobs = count;
        bytes = size;
    }

    /** Blobs there. */
    public long blobs() {
        return blobs;
    }

    /** Their bytes. */
    public long bytes() {
        return bytes;
    }

    /** Blobs deleted. */
    public long swept() {
        return swept.get();
    }

    /** Bytes deleted. */
    public long sweptBytes() {
        return sweptBytes.get();
    }
}
