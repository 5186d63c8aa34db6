package dev.terrace.stack.server;

import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.host.Secrets;
import dev.terrace.stack.host.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a data directory: in a place beside it that gets its name when all is there, so a start that was killed leaves
 * nothing half made. The superuser's password is thrown away; the role is made in single-user mode.
 */
final class PostgresCluster {
    private final List<String> initdb;
    private final List<String> postgres;
    private final Path log;

    PostgresCluster(List<String> initdb, List<String> postgres, Path log) {
        this.initdb = initdb;
        this.postgres = postgres;
        this.log = log;
    }

    void create(Path directory, String password) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Path fresh = directory.resolveSibling("postgres.new");
        Path superuser = directory.resolveSibling("postgres.superuser");
        Trees.delete(fresh);
        Secrets.write(superuser, Secrets.random() + "\n");
        try {
            run(
                    with(
                            initdb,
                            "-D",
                            fresh.toString(),
                            "-U",
                            "postgres",
                            "--pwfile=" + superuser,
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--auth-host=scram-sha-256",
                            "--auth-local=scram-sha-256",
                            "--no-instructions"),
                    "");
            run(
                    with(postgres, "--single", "-D", fresh.toString(), "postgres"),
                    "CREATE ROLE terrace LOGIN CREATEDB PASSWORD '" + password + "'\n"
                            + "CREATE DATABASE terrace OWNER terrace\n");
        } finally {
            Files.deleteIfExists(superuser);
        }
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        try {
            if (process.waitFor() != 0) {
                throw new Refusal("PostgreSQL's data directory cannot be made (" + command.get(0) + "): see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> with(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command;
    }
}
