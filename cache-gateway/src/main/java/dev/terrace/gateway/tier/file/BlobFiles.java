package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Blobs.DamagedException;
import dev.terrace.gateway.cache.Blobs.GoneException;
import dev.terrace.gateway.cache.Blobs.Ref;
import dev.terrace.gateway.cache.Blobs.Swept;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Blobs of one cache as files {@code blobs/HASH-ID}, HASH of the key whose record is to name it; {@code .part} behind the name until it is
 * sealed. A file is its chunks, each with the four bytes of its {@linkplain Blobs#check check} behind it. Since when one is unnamed is known in memory: the directory belongs to this process. Every call blocks.
 */
final class BlobFiles {
    private static final int DELETED_AT_ONCE = 8;
    private static final int HASH_LENGTH = 32;
    private static final int CHECK_BYTES = 4;
    private static final String PART = ".part";

    private final Path home;
    private final Places places;
    private final Map<String, Long> condemned = new ConcurrentHashMap<>();

    BlobFiles(Places places) {
        this.home = places.blobs();
        this.places = places;
    }

    void begin(Ref ref) throws IOException {
        Files.createDirectories(home);
        Files.createFile(part(ref));
    }

    void append(Ref ref, int number, byte[] chunk) throws IOException {
        Path part = part(ref);
        condemned.remove(name(part));
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.APPEND)) {
            write(out, ByteBuffer.wrap(chunk));
            write(
                    out,
                    ByteBuffer.allocate(CHECK_BYTES)
                            .putInt(Blobs.check(ref, number, chunk))
                            .flip());
        } catch (NoSuchFileException swept) {
            throw gone(ref, swept);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    void seal(Ref ref, long length) throws IOException {
        Path part = part(ref);
        long whole = length + CHECK_BYTES * Math.ceilDiv(length, Blobs.CHUNK_BYTES);
        if (pardoned(sealed(ref), whole)) {
            return;
        }
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (out.size() != whole) {
                throw new IOException("The blob has " + out.size() + " bytes, not " + whole + ".");
            }
            out.force(true);
        } catch (NoSuchFileException swept) {
            throw gone(ref, swept);
        }
        Files.move(part, sealed(ref), StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(home);
        Path above = home.getParent();
        if (above != null) {
            Disk.sync(above);
        }
    }

    /** Whether it is sealed already; the sweep does not decide over it meanwhile. */
    private synchronized boolean pardoned(Path sealed, long whole) throws IOException {
        if (!Files.isRegularFile(sealed) || Files.size(sealed) != whole) {
            return false;
        }
        condemned.remove(name(sealed));
        return true;
    }

    byte[] read(Ref ref, int number) throws IOException {
        try (FileChannel in = FileChannel.open(sealed(ref), StandardOpenOption.READ)) {
            long from = (long) number * (Blobs.CHUNK_BYTES + CHECK_BYTES);
            long left = in.size() - from;
            if (left <= 0) {
                throw new GoneException(ref);
            }
            if (left <= CHECK_BYTES) {
                throw new DamagedException(ref, number);
            }
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(left - CHECK_BYTES, Blobs.CHUNK_BYTES));
            ByteBuffer check = ByteBuffer.allocate(CHECK_BYTES);
            read(in, chunk, from);
            read(in, check, from + chunk.capacity());
            if (check.getInt(0) != Blobs.check(ref, number, chunk.array())) {
                throw new DamagedException(ref, number);
            }
            return chunk.array();
        } catch (NoSuchFileException swept) {
            throw gone(ref, swept);
        }
    }

    private static void read(FileChannel in, ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (in.read(into, from + into.position()) < 0) {
                throw new IOException("The blob was cut.");
            }
        }
    }

    void discard(Ref ref) throws IOException {
        delete(part(ref));
        delete(sealed(ref));
    }

    void release(Ref ref) throws IOException {
        if (!named(sealed(ref))) {
            discard(ref);
        }
    }

    /** One batch; {@code now} and {@code graceMs} in milliseconds of one clock. */
    Swept sweep(long now, long graceMs) throws IOException {
        int blobs = 0;
        long bytes = 0;
        if (!Files.isDirectory(home)) {
            return new Swept(0, 0);
        }
        try (Stream<Path> files = Files.list(home)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext() && blobs < DELETED_AT_ONCE; ) {
                long gone = swept(each.next(), now, graceMs);
                bytes += Math.max(0, gone);
                blobs += gone < 0 ? 0 : 1;
            }
        }
        return new Swept(blobs, bytes);
    }

    /** Bytes that went with the file; -1 when it stays. */
    private synchronized long swept(Path file, long now, long graceMs) throws IOException {
        if (named(file)) {
            condemned.remove(name(file));
            return -1;
        }
        if (since(file, now) > now - graceMs) {
            return -1;
        }
        long bytes = size(file);
        delete(file);
        return bytes;
    }

    /** Blobs and bytes that are there. */
    Swept held() throws IOException {
        if (!Files.isDirectory(home)) {
            return new Swept(0, 0);
        }
        int blobs = 0;
        long bytes = 0;
        try (Stream<Path> files = Files.list(home)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                bytes += size(each.next());
                blobs++;
            }
        }
        return new Swept(blobs, bytes);
    }

    private long since(Path file, long now) {
        Long before = condemned.putIfAbsent(name(file), now);
        return before == null ? now : before;
    }

    private boolean named(Path file) throws IOException {
        String name = name(file);
        if (name.endsWith(PART) || name.length() <= HASH_LENGTH) {
            return false;
        }
        String hash = name.substring(0, HASH_LENGTH);
        return Records.blob(places, hash)
                .map(UUID::toString)
                .filter(name.substring(HASH_LENGTH + 1)::equals)
                .isPresent();
    }

    private void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        condemned.remove(name(file));
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static GoneException gone(Ref ref, NoSuchFileException cause) {
        GoneException gone = new GoneException(ref);
        gone.initCause(cause);
        return gone;
    }

    private Path sealed(Ref ref) {
        return home.resolve(Places.hash(ref.key().key()) + '-' + ref.id());
    }

    private Path part(Ref ref) {
        return home.resolve(Places.hash(ref.key().key()) + '-' + ref.id() + PART);
    }
}
