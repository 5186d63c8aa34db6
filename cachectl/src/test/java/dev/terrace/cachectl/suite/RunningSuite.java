package dev.terrace.cachectl.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The suite of this checkout with two gateways, on free ports and in a state directory below {@code target}: a suite that a
 * developer runs is not touched. It ends with this JVM, also when that is killed. What it runs is what Maven left behind.
 */
final class RunningSuite implements AutoCloseable {
    private static final int START_SECONDS = 240;
    private final Path root = Path.of(System.getProperty("terrace.root", "..")).toAbsolutePath();
    private final Path state = root.resolve("cachectl/target/suite");
    private final Map<String, String> environment = new FreePorts().environment();
    private JsonNode status = Suite.JSON.nullNode();

    private RunningSuite() {
        environment.put("TERRACE_STATE", state.toString());
        environment.put("TERRACE_BUILD", "no");
        environment.put(
                "TERRACE_STACK_WATCH", Long.toString(ProcessHandle.current().pid()));
        environment.put("TERRACE_ADMIN_TOKEN_FILE", state.resolve("admin.token").toString());
    }

    static RunningSuite start() {
        RunningSuite suite = new RunningSuite();
        suite.terrace("down").succeeded();
        Directories.delete(suite.state.resolve("app"));
        Directories.delete(suite.data());
        suite.up();
        return suite;
    }

    /** Starts it and reads where all is. */
    void up() {
        terrace("up", "--detach", "--gateways", "2", "--data", data().toString())
                .succeeded();
        look();
    }

    private void look() {
        terrace("status", "--json").succeeded();
        status = now();
    }

    /** {@code ./terrace} with arguments, as a user calls it. */
    Command.Done terrace(String... arguments) {
        return new Command(root, environment).run(START_SECONDS, List.of("./terrace"), List.of(arguments));
    }

    /** A script in one bash, in the checkout, with the suite's environment. */
    Command.Done bash(String script) {
        return new Command(root, environment)
                .run(START_SECONDS, List.of("bash", "-euo", "pipefail", "-c"), List.of(script));
    }

    Api gateway(int number) {
        return new Api(url(number == 1 ? "cache-gateway" : "cache-gateway-" + number), token());
    }

    String url(String service) {
        for (JsonNode one : status.path("services")) {
            if (one.path("name").asText().equals(service)) {
                return one.path("url").asText();
            }
        }
        throw new AssertionError("no " + service + " in " + status);
    }

    String edge() {
        return "http://127.0.0.1:" + environment.get("TERRACE_EDGE_PORT");
    }

    String kafka() {
        return status.path("servers").path("kafka").asText();
    }

    String token() {
        try {
            return Files.readString(Path.of(status.path("token_file").asText())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a service or server as it is now; -1 while it has none. */
    long pid(String name) {
        return now().path("pids").path(name).asLong(-1);
    }

    /** All processes of the suite as they are now. */
    List<Long> currentPids() {
        return now().path("pids").valueStream().map(JsonNode::asLong).distinct().toList();
    }

    private JsonNode now() {
        try {
            return Suite.JSON.readTree(terrace("status", "--json").output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path state() {
        return state;
    }

    private Path data() {
        return state.resolve("data");
    }

    /** Sends a signal by its name to a process. */
    static void signal(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + signal + " " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        terrace("down");
    }
}
