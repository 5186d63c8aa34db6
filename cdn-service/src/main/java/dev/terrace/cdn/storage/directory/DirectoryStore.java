package dev.terrace.cdn.storage.directory;

import dev.terrace.cdn.storage.AssetStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;

/** Objects as files below a directory, written aside and renamed, so that a reader never sees half of one. */
public final class DirectoryStore implements AssetStore {
    private final Path root;

    public DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Uni<Void> put(String name, byte[] content, String contentType) {
        return aside(() -> write(file(name), content)).replaceWithVoid();
    }

    private static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path aside = Files.createTempFile(file.getParent(), ".put", null);
            Files.write(aside, content);
            return Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Uni<Optional<byte[]>> get(String name) {
        return aside(() -> read(file(name)));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Uni<String> probe() {
        return aside(() -> "directory " + root.getFileName());
    }

    private Path file(String name) {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("An object lies below its store.");
        }
        return file;
    }

    private static <T> Uni<T> aside(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
