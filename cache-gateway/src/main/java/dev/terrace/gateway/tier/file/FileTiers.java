package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.BlobTotals;
import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.BlobUpkeep;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.Storing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the file tier of caches in one directory, which belongs to this process alone: it holds the lock on {@code DIR/lock} until it ends. All
 * blocking calls run on a few threads of its own; how many may wait is bounded, beyond that they fail at once.
 */
public final class FileTiers implements TierFactory, AutoCloseable {
    /** Largest encoded entry: it is in memory while it is read or written. */
    static final long MAX_VALUE_BYTES = 1L << 30;

    private final Path root;
    private final Storing storing;
    private final WorkerExecutor workers;
    private final int threads;
    private final int maxWaiting;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<String, Directory> directories = new ConcurrentHashMap<>();
    private final Map<Path, BlobFiles> blobFiles = new ConcurrentHashMap<>();
    private final BlobTotals blobTotals = new BlobTotals();
    private final BlobUpkeep upkeep;
    private @Nullable FileChannel lock;

    /** Without keys and dictionaries. */
    public FileTiers(Vertx vertx, Path root, Limits limits, InstantSource clock, RefusedEntries refused) {
        this(vertx, root, limits, new Storing(clock, refused));
    }

    /** Touches nothing before the first call to a tier. */
    public FileTiers(Vertx vertx, Path root, Limits limits, Storing storing) {
        this.root = root;
        this.storing = storing;
        this.threads = limits.threads();
        this.maxWaiting = limits.maxWaiting();
        this.workers = vertx.createSharedWorkerExecutor("file-tier-" + Integer.toHexString(hashCode()), threads);
        this.upkeep = new BlobUpkeep(vertx, blobTotals, this::sweepBlobs);
    }

    /**
     * Bounds of the work.
     *
     * @param threads calls that block at a time
     * @param maxWaiting calls that run or wait
     */
    public record Limits(int threads, int maxWaiting) {}

    @Override
    public TierName name() {
        return TierName.FILE_SYSTEM;
    }

    @Override
    public FileTier open(CacheSpec spec) {
        return new FileTier(spec, this, new StoredForm(TierName.FILE_SYSTEM, spec, MAX_VALUE_BYTES, storing));
    }

    /** Lets go of the directory. Calls that still run may fail. */
    @Override
    public synchronized void close() throws IOException {
        upkeep.close();
        workers.close();
        if (lock != null) {
            lock.close();
        }
    }

    <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().completionStage(() -> {
            if (inFlight.incrementAndGet() > maxWaiting) {
                inFlight.decrementAndGet();
                return io.vertx.core.Future.<T>failedFuture("Too many calls wait for the file tier.")
                        .toCompletionStage();
            }
            return workers.executeBlocking(work, false)
                    .onComplete(done -> inFlight.decrementAndGet())
                    .toCompletionStage();
        });
    }

    Blobs blobs(CacheSpec spec) {
        return new FileBlobs(this, spec, storing.clock());
    }

    private BlobFiles blobFiles(Places places) {
        return blobFiles.computeIfAbsent(places.home(), home -> new BlobFiles(places));
    }

    /** What is there of large values in this directory. */
    public BlobTotals blobTotals() {
        return blobTotals;
    }

    private Uni<Blobs.Swept> sweepBlobs() {
        return run(() -> sweepBlobs(BlobUpkeep.GRACE));
    }

    /** One batch in every cache's directory, also of those that nobody has used since this process began. Blocks. */
    Blobs.Swept sweepBlobs(Duration grace) throws IOException {
        Blobs.Swept gone = new Blobs.Swept(0, 0);
        Blobs.Swept there = new Blobs.Swept(0, 0);
        long now = storing.clock().millis();
        for (Places places : withBlobs()) {
            BlobFiles blobs = blobFiles(places);
            gone = gone.plus(blobs.sweep(now, grace.toMillis()));
            there = there.plus(blobs.held());
        }
        blobTotals.held(there.blobs(), there.bytes());
        return gone;
    }

    private List<Places> withBlobs() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Places> found;
        try (Stream<Path> caches = Files.list(root)) {
            found = caches.map(Places::new)
                    .filter(places -> Files.isDirectory(places.blobs()))
                    .toList();
        }
        if (!found.isEmpty()) {
            owned();
        }
        return found;
    }

    private synchronized void owned() throws IOException {
        own();
    }

    int inFlight() {
        return inFlight.get();
    }

    int threads() {
        return threads;
    }

    /** The cache's directory; blocks at the first call for it. Its files are indexed in the background. */
    Directory directory(CacheSpec spec) throws IOException {
        Directory open = directories.get(spec.name());
        if (open == null) {
            open = openDirectory(spec);
        }
        return open;
    }

    /** The directory when it is open. */
    @Nullable
    Directory opened(CacheSpec spec) {
        return directories.get(spec.name());
    }

    private synchronized Directory openDirectory(CacheSpec spec) throws IOException {
        Directory open = directories.get(spec.name());
        if (open != null) {
            return open;
        }
        own();
        Places places = Places.of(root, spec.name());
        Directory fresh = new Directory(places, spec.maxBytes(), blobFiles(places));
        fresh.copies().open();
        directories.put(spec.name(), fresh);
        workers.executeBlocking(
                () -> {
                    fresh.scan(storing.clock().millis());
                    return fresh;
                },
                false);
        return fresh;
    }

    private void own() throws IOException {
        if (lock != null) {
            return;
        }
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock held = channel.tryLock();
            if (held != null) {
                lock = channel;
                return;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            throw new IOException("The file tier's directory is in use: " + root, heldByThisProcess);
        }
        channel.close();
        throw new IOException("The file tier's directory belongs to another process: " + root);
    }
}
