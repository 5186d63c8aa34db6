package dev.terrace.stack.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Memcached out of the distribution's package on machines with apt, without root and without installing it: apt works
 * in private list and cache directories, and the package is only unpacked.
 */
final class MemcachedPackage {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private final Path directory;

    MemcachedPackage(Path directory) {
        this.directory = directory;
    }

    Optional<Programs.Program> get() {
        if (Programs.onPath("apt-get").isEmpty() || Programs.onPath("dpkg-deb").isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Files.isDirectory(directory)) {
                Path fresh = Archives.fresh(directory);
                if (!fetch(fresh)) {
                    Trees.delete(fresh);
                    return Optional.empty();
                }
                Archives.publish(fresh, directory);
            }
            return unpacked();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean fetch(Path fresh) throws IOException, InterruptedException {
        Path lists = fresh.resolve("lists");
        Path cache = fresh.resolve("cache");
        Files.createDirectories(lists.resolve("partial"));
        Files.createDirectories(cache.resolve("archives/partial"));
        List<String> apt = List.of(
                "apt-get",
                "-q",
                "-o",
                "Dir::State::lists=" + lists,
                "-o",
                "Dir::Cache=" + cache,
                "-o",
                "APT::Sandbox::User=",
                "-o",
                "Debug::NoLocking=1");
        return run(fresh, apt, "update")
                && (run(fresh, apt, "download", "memcached", "libevent-2.1-7")
                        || run(fresh, apt, "download", "memcached", "libevent-2.1-7t64"))
                && unpack(fresh);
    }

    private static boolean unpack(Path fresh) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(fresh)) {
            for (Path deb : files.filter(f -> f.toString().endsWith(".deb")).toList()) {
                if (!run(
                        fresh,
                        List.of(
                                "dpkg-deb",
                                "-x",
                                deb.toString(),
                                fresh.resolve("root").toString()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Programs.Program> unpacked() throws IOException {
        Path root = directory.resolve("root");
        Path program = root.resolve("usr/bin/memcached");
        try (Stream<Path> tree = Files.walk(root)) {
            Optional<Path> library = tree.filter(f -> f.getFileName().toString().startsWith("libevent-2.1.so"))
                    .findFirst();
            return library.filter(l -> Files.isExecutable(program))
                    .map(l -> new Programs.Program(
                            program,
                            Map.of("LD_LIBRARY_PATH", l.resolveSibling("").toString())));
        }
    }

    private static boolean run(Path where, List<String> command, String... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(arguments)).toList())
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue() == 0;
        }
        process.destroyForcibly();
        return false;
    }
}
