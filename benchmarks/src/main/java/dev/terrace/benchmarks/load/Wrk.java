package dev.terrace.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        command.add(target.uri().toString());
        try {
            Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
            return WrkReport.parse(new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
