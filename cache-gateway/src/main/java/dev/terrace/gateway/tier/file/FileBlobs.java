package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheSpec;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Blobs of one cache in files of this node, on the file tier's threads. */
record FileBlobs(FileTiers files, CacheSpec spec, InstantSource clock) implements Blobs {
    @Override
    public Uni<Void> begin(Ref ref) {
        return act(blobs -> blobs.begin(ref));
    }

    @Override
    public Uni<Void> append(Ref ref, int number, byte[] chunk) {
        return act(blobs -> blobs.append(ref, number, chunk));
    }

    @Override
    public Uni<Void> seal(Ref ref, long length) {
        return act(blobs -> blobs.seal(ref, length));
    }

    @Override
    public Uni<byte[]> read(Ref ref, int number) {
        return files.run(() -> files.directory(spec).blobs().read(ref, number));
    }

    @Override
    public Uni<Void> discard(Ref ref) {
        return act(blobs -> blobs.discard(ref));
    }

    @Override
    public Uni<Void> release(Ref ref) {
        return act(blobs -> blobs.release(ref));
    }

    @Override
    public Uni<Swept> sweep(Duration grace) {
        return files.run(() -> files.directory(spec).blobs().sweep(clock.millis(), grace.toMillis()));
    }

    private Uni<Void> act(Act act) {
        return files.run(() -> {
                    act.on(files.directory(spec).blobs());
                    return true;
                })
                .replaceWithVoid();
    }

    /** Something done to the files; blocks. */
    @FunctionalInterface
    private interface Act {
        void on(BlobFiles blobs) throws IOException;
    }
}
