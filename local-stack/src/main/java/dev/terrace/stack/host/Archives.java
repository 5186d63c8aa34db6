package dev.terrace.stack.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks programs that come inside jars. What is unpacked appears under its name only when it is whole. */
final class Archives {
    private Archives() {}

    /** Unpacks a {@code .txz} of the class path into the directory unless that is there. */
    static Path unpack(String resource, Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path fresh = fresh(directory);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(resource)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
        return publish(fresh, directory);
    }

    /** Copies one executable of the class path to the file unless that is there. */
    static Path executable(String resource, Path file) throws IOException {
        if (Files.isExecutable(file)) {
            return file;
        }
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, ".fresh", "");
        try (InputStream in = open(resource)) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** An empty directory beside the wanted one, on the same file system. */
    static Path fresh(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, ".fresh");
        // Programs in it run as other users, too.
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return fresh;
    }

    /** Gives the fresh directory its name, or drops it when another process was faster. */
    static Path publish(Path fresh, Path directory) throws IOException {
        try {
            return Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException taken) {
            if (!Files.isDirectory(directory)) {
                throw taken;
            }
            Trees.delete(fresh);
            return directory;
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("archive entry leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Archives.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("not in the class path: " + resource);
        }
        return new BufferedInputStream(in, 1 << 16);
    }
}
