package dev.terrace.stack.boot;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Ports;
import dev.terrace.stack.server.Kind;
import dev.terrace.stack.suite.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A directory that looks to the launcher as a built checkout does, with small services and ports of its own. */
final class Checkout {
    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    Checkout(Path root) throws IOException {
        this.root = root;
        Path state = Files.createDirectories(root.resolve(".terrace"));
        Path programs = Path.of(System.getProperty("terrace.root", "..")).resolve(".terrace/programs");
        Files.createDirectories(programs);
        Files.createSymbolicLink(state.resolve("programs"), programs.toRealPath());
        for (Role role : Role.values()) {
            Path directory = Files.createDirectories(state.resolve("app").resolve(role.service()));
            jar(directory.resolve("quarkus-run.jar"));
            environment.put(role.portVariable(), Integer.toString(Ports.free()));
        }
        for (Kind kind : Kind.values()) {
            environment.put(kind.portVariable(), Integer.toString(Ports.free()));
        }
        environment.put("TERRACE_PROXY_PORT", Integer.toString(Ports.free()));
        environment.put("TERRACE_EDGE_PORT", Integer.toString(Ports.free()));
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The launcher's command in a JVM of its own; its output is in {@link #said}. */
    Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                "dev.terrace.stack.boot.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--root", root.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(output(arguments[0]).toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the last run of a command said. */
    String said(String command) throws IOException {
        return Files.readString(output(command));
    }

    Path state() {
        return root.resolve(".terrace");
    }

    PidBook book() {
        return new PidBook(state().resolve("run"));
    }

    private Path output(String command) {
        return root.resolve(command + ".out");
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SmallService.class.getName());
        String entry = SmallService.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = SmallService.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("no " + entry);
            }
            jar.putNextEntry(new JarEntry(entry));
            in.transferTo(jar);
        }
    }
}
