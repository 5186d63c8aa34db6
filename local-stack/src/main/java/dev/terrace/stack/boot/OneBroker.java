package dev.terrace.stack.boot;

import dev.terrace.stack.host.Patience;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Programs;
import dev.terrace.stack.server.Kind;
import dev.terrace.stack.server.Place;
import dev.terrace.stack.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * {@code kafka --dir DIR --port PORT}: a broker alone, until a signal comes; a test of its own kills and pauses it. When it answers,
 * there is a file {@code DIR/ready}.
 */
final class OneBroker {
    private static final Duration FOREVER = Duration.ofDays(365);
    private final Path directory;
    private final int port;

    OneBroker(Options options) {
        directory = options.path("dir");
        port = Integer.parseInt(options.get("port"));
    }

    int run() throws IOException {
        StackLog.open(directory.resolve("stack.log"));
        PidBook book = new PidBook(directory.resolve("run"));
        Place place = new Place(directory, directory, new Programs(directory), book, false);
        Servers servers = Servers.of(Map.of(Kind.KAFKA, port), place, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop, "stop"));
        servers.start();
        Files.writeString(directory.resolve("ready"), "");
        Patience.until(FOREVER, () -> false);
        return 0;
    }
}
