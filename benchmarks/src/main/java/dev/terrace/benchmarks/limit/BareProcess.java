package dev.terrace.benchmarks.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bare server as a process of its own, which ends with {@link #close}. */
public final class BareProcess implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private BareProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it as another JVM was started.
     *
     * @param like that JVM's command line; its program and flags are taken, up to {@code -jar} or {@code -cp}
     * @param loops event loops it gets
     * @param bytes length of the body
     * @param path what is asked, so that requests are as long as the other server's
     */
    public static BareProcess start(List<String> like, int loops, int bytes, String path) {
        List<String> command = new ArrayList<>(flags(like));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareServer.class.getName()));
        command.addAll(List.of(Integer.toString(bytes), Integer.toString(loops)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String port = said.readLine();
            if (port == null) {
                throw new IllegalStateException("The bare server did not start.");
            }
            return new BareProcess(process, URI.create("http://127.0.0.1:" + port + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JVM's program and flags. */
    static List<String> flags(List<String> command) {
        return command.stream()
                .takeWhile(part ->
                        !List.of("-jar", "-cp", "-classpath", "--class-path").contains(part))
                .toList();
    }

    /** What is asked. */
    public URI uri() {
        return uri;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
