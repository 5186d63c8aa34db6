package dev.terrace.gateway.tier.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is done to files; every call blocks. A file is whole or not there: written under a temporary name, synced, renamed. */
final class Disk {
    private static final AtomicLong NAMES = new AtomicLong();

    private Disk() {}

    /** Its bytes, null when there is no such file. */
    static byte @Nullable [] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Its first bytes, null when there is no such file. */
    static byte @Nullable [] read(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(limit, channel.size()));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    break;
                }
            }
            return java.util.Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Puts the bytes there in one step; with {@code durable} the name is on disk as well when this returns. */
    static void write(Path temporary, Path file, byte[] bytes, boolean durable) throws IOException {
        Files.createDirectories(temporary);
        Path fresh = temporary.resolve(Long.toString(NAMES.incrementAndGet(), 36));
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        }
        Path parent = file.getParent();
        if (parent != null) {
            makeDirectory(parent, durable);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        if (durable && parent != null) {
            sync(parent);
        }
    }

    /** Makes what has been renamed into or deleted from the directory durable. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            // A directory that is gone holds nothing that could come back.
            return;
        }
    }

    /** Deletes it and all below; what is already gone is no error. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                try {
                    Files.deleteIfExists(directory);
                } catch (DirectoryNotEmptyException filledMeanwhile) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void makeDirectory(Path directory, boolean durable) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (durable && parent != null) {
            makeDirectory(parent, true);
        }
        Files.createDirectories(directory);
        if (durable && parent != null) {
            sync(parent);
        }
    }
}
