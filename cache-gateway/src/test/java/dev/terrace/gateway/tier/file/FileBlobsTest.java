package dev.terrace.gateway.tier.file;

import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.BlobsContract;
import dev.terrace.gateway.tier.Trial;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FileBlobsTest extends BlobsContract {
    private static final Path DIRECTORY = FileTierTest.freshDirectory();
    private static Vertx vertx;
    private static FileTiers tiers;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        tiers = open(DIRECTORY);
    }

    @AfterAll
    static void stop() throws IOException {
        tiers.close();
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    private static FileTiers open(Path directory) {
        return new FileTiers(vertx, directory, new FileTiers.Limits(4, 2000), Trial.CLOCK, (tier, key, why) -> {});
    }

    @Override
    protected TierFactory factory() {
        return tiers;
    }

    @Override
    protected void damage(Blobs.Ref ref, int number) throws IOException {
        for (Path file : files(DIRECTORY)) {
            if (file.toString().contains(ref.id().toString())) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    long at = (long) number * (Blobs.CHUNK_BYTES + 4) + 7;
                    ByteBuffer one = ByteBuffer.allocate(1);
                    assertEquals(1, channel.read(one, at));
                    channel.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), at);
                }
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().contains("/blobs/")).toList();
        }
    }

    /** As a process that is killed in the middle of a body leaves it: an open blob, which nothing else will ever touch. */
    @Test
    void sweepsWhatAnEarlierProcessLeftThoughNobodyUsesTheCache() throws IOException {
        Path directory = FileTierTest.freshDirectory();
        FileTiers earlier = open(directory);
        CacheSpec spec = Trial.cache(earlier.name());
        RecordTier tier = earlier.open(spec);
        Blobs blobs = Objects.requireNonNull(tier.blobs());
        Blobs.Ref named = new Blobs.Ref(Trial.key(spec, "named"), UUID.randomUUID());
        await(blobs.begin(named));
        await(blobs.append(named, 0, new byte[3]));
        await(blobs.seal(named, 3));
        byte[] manifest = new Manifest(named.id(), 3, Blobs.CHUNK_BYTES, "tag").bytes();
        long end = Trial.CLOCK.millis() + 3_600_000;
        Entry entry = new Entry(manifest, null, List.of(), "tag", at(1), 0, end, end, 0, false, true);
        await(tier.write(named.key(), entry, Condition.NONE));
        Blobs.Ref open = new Blobs.Ref(Trial.key(spec, "open"), UUID.randomUUID());
        await(blobs.begin(open));
        await(blobs.append(open, 0, new byte[Blobs.CHUNK_BYTES]));
        earlier.close();

        FileTiers later = open(directory);
        try {
            assertEquals(2, files(directory).size());
            assertEquals(0, later.sweepBlobs(Duration.ofHours(1)).blobs());
            assertEquals(2, later.blobTotals().blobs());
            assertEquals(1, later.sweepBlobs(Duration.ZERO).blobs());
            assertEquals(1, files(directory).size());
            Blobs again = Objects.requireNonNull(later.open(spec).blobs());
            assertEquals(3, await(again.read(named, 0)).length);
        } finally {
            later.close();
        }
    }
}
