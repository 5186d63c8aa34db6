package dev.terrace.stack.boot;

import dev.terrace.stack.host.Patience;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Ports;
import dev.terrace.stack.host.ProcessMark;
import dev.terrace.stack.host.Programs;
import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.host.Secrets;
import dev.terrace.stack.server.Kind;
import dev.terrace.stack.server.Place;
import dev.terrace.stack.server.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code servers --dir DIR --programs DIR --watch PID}: all servers on free ports for as long as the watched process
 * lives. Where they are is written to {@code DIR/servers.properties} (0600) when all answer. Tests share them.
 */
final class SharedServers {
    private static final Duration FOREVER = Duration.ofDays(365);
    private final Path directory;
    private final Path programs;
    private final ProcessMark watched;

    SharedServers(Options options) {
        directory = options.path("dir");
        programs = options.path("programs");
        watched = ProcessMark.of(Long.parseLong(options.get("watch")))
                .orElseThrow(() -> new Refusal("the process to watch is gone: " + options.get("watch")));
    }

    int run() throws IOException {
        StackLog.open(directory.resolve("logs/stack.log"));
        PidBook book = new PidBook(directory.resolve("run"));
        book.reap();
        new StaleDirectories(directory).clear();
        Place place =
                new Place(directory.resolve("data"), directory.resolve("logs"), new Programs(programs), book, false);
        Map<Kind, Integer> ports = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            ports.put(kind, Ports.free());
        }
        Servers servers = Servers.of(ports, place, System.out::println);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            servers.stop();
                            // What users of these servers started beside them and did not end.
                            book.reap();
                        },
                        "stop"));
        servers.start();
        publish(servers, place);
        Patience.until(FOREVER, () -> !watched.alive());
        return 0;
    }

    private void publish(Servers servers, Place place) throws IOException {
        Map<String, String> facts = new TreeMap<>(servers.environment());
        servers.all().forEach(server -> facts.put("pid." + server.name(), Long.toString(server.pid())));
        ProcessMark own = ProcessMark.own();
        facts.put("stack", own.pid() + " " + own.start());
        facts.put("program.redis", place.programs().redis().path().toString());
        place.programs().memcached().ifPresent(program -> {
            facts.put("program.memcached", program.path().toString());
            facts.put("program.memcached.libraries", program.environment().getOrDefault("LD_LIBRARY_PATH", ""));
        });
        Secrets.write(directory.resolve("servers.properties"), PropertyFile.text(facts));
    }
}
