package dev.terrace.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** wrk, one thread: it costs little beside the server it asks. */
public record Wrk(int connections) implements Load {
    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Done run(Target target, Duration time) {
        List<String> command = new ArrayList<>(
                List.of("wrk", "--latency", "-t1", "-c" + connections, "-d" + Math.max(1, time.toSeconds()) + "s"));
        target.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        try {
            if (target.body() == null) {
                return run(command, target);
            }
            Path script = Files.createTempFile("wrk-", ".lua");
            try {
                Files.writeString(script, post(target.body()));
                command.addAll(List.of("-s", script.toString()));
                return run(command, target);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Done run(List<String> command, Target target) throws IOException {
        command.add(target.uri().toString());
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        return WrkReport.parse(new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The script by which wrk sends a body: a long string of Lua knows no escapes, and ends at its own brackets only. */
    static String post(String body) {
        if (body.contains("]==]") || body.startsWith("\n")) {
            throw new IllegalArgumentException("This body is none for a script of wrk's.");
        }
        return "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.body = [==[" + body
                + "]==]\n";
    }
}
