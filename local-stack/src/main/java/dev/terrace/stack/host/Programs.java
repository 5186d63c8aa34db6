package dev.terrace.stack.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers' programs: what is on PATH where that is good enough, else what the class path carries, unpacked once
 * below the given directory.
 */
public final class Programs {
    private static final String POSTGRES = "postgres-18.6.0";
    private static final String REDIS = "redis-server-6.2.6-v5-linux-amd64";
    private final Path directory;

    public Programs(Path directory) {
        this.directory = directory;
    }

    /**
     * A program and what it needs around it.
     *
     * @param path the executable
     * @param environment variables it needs to find its libraries
     */
    public record Program(Path path, Map<String, String> environment) {}

    /** The directory that holds PostgreSQL's {@code bin}. */
    public Path postgres() throws IOException {
        demandLinuxAmd64("PostgreSQL");
        return Archives.unpack("postgres-linux-x86_64.txz", directory.resolve(POSTGRES));
    }

    public Program redis() throws IOException {
        Optional<Path> installed = onPath("redis-server").or(() -> onPath("valkey-server"));
        if (installed.isPresent()) {
            return new Program(installed.get(), Map.of());
        }
        demandLinuxAmd64("Redis");
        return new Program(
                Archives.executable(REDIS, directory.resolve("redis-6.2").resolve("redis-server")), Map.of());
    }

    /** Memcached from PATH, else fetched as a package without installing it; empty where neither works. */
    public Optional<Program> memcached() {
        return onPath("memcached")
                .map(path -> new Program(path, Map.of()))
                .or(() -> new MemcachedPackage(directory.resolve("memcached")).get());
    }

    /** The executable of that name on PATH, also in the sbin directories that a user's PATH may lack. */
    public static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return List.of((path + ":/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin").split(File.pathSeparator)).stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void demandLinuxAmd64(String server) {
        boolean fits = System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").equals("amd64");
        if (!fits) {
            throw new Refusal("the bundled " + server + " runs on Linux on x86-64 only: run one yourself and set its "
                    + "TERRACE_*_URL (docs/operations.md)");
        }
    }
}
