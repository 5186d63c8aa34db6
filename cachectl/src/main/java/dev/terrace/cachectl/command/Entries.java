package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.client.SuiteException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Single keys, from the shell. */
public final class Entries {
    private Entries() {}

    private static String path(String cache, String key) {
        return "/api/cache/" + Suite.segment(cache) + "/" + Suite.segment(key);
    }

    /** Reads a key to standard output. */
    @Command(name = "get", description = "Prints a value; exit 1 when there is none.", mixinStandardHelpOptions = true)
    public static final class Get extends Base {
        @Parameters(index = "0", paramLabel = "CACHE")
        @SuppressWarnings("NullAway.Init")
        String cache;

        @Parameters(index = "1", paramLabel = "KEY")
        @SuppressWarnings("NullAway.Init")
        String key;

        @Option(names = "--explain", description = "What each tier said, instead of the value.")
        boolean explain;

        @Override
        public Integer call() throws IOException {
            HttpResponse<byte[]> answer =
                    suite().exchange("GET", path(cache, key) + (explain ? "?explain=true" : ""), null, Map.of());
            if (answer.statusCode() == 404 && !explain) {
                err().println("No " + key + " in " + cache + ".");
                return Exit.PROBLEM;
            }
            if (answer.statusCode() / 100 != 2) {
                throw Suite.refused(answer);
            }
            System.out.write(answer.body());
            System.out.flush();
            return Exit.FINE;
        }
    }

    /** Writes a key. */
    @Command(
            name = "put",
            description = "Stores a value, a file with @FILE, or standard input with -.",
            mixinStandardHelpOptions = true)
    public static final class Put extends Base {
        @Parameters(index = "0", paramLabel = "CACHE")
        @SuppressWarnings("NullAway.Init")
        String cache;

        @Parameters(index = "1", paramLabel = "KEY")
        @SuppressWarnings("NullAway.Init")
        String key;

        @Parameters(index = "2", paramLabel = "VALUE")
        @SuppressWarnings("NullAway.Init")
        String value;

        @Option(names = "--ttl", paramLabel = "SECONDS")
        @Nullable
        Long ttl;

        @Option(names = "--tags", split = ",", paramLabel = "TAG")
        @Nullable
        List<String> tags;

        @Option(names = "--content-type", defaultValue = "text/plain; charset=utf-8")
        @SuppressWarnings("NullAway.Init")
        String contentType;

        @Override
        public Integer call() throws IOException {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", contentType);
            if (ttl != null) {
                headers.put("Terrace-TTL", ttl.toString());
            }
            if (tags != null) {
                headers.put("Cache-Tag", String.join(",", tags));
            }
            suite().send("PUT", path(cache, key), BodyPublishers.ofByteArray(bytes()), headers);
            return Exit.FINE;
        }

        private byte[] bytes() throws IOException {
            if (value.equals("-")) {
                return System.in.readAllBytes();
            }
            return value.startsWith("@")
                    ? Files.readAllBytes(Path.of(value.substring(1)))
                    : value.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Deletes a key. */
    @Command(
            name = "delete",
            description = "Deletes a record, or with --copies-only its copies.",
            mixinStandardHelpOptions = true)
    public static final class Delete extends Base {
        @Parameters(index = "0", paramLabel = "CACHE")
        @SuppressWarnings("NullAway.Init")
        String cache;

        @Parameters(index = "1", paramLabel = "KEY")
        @SuppressWarnings("NullAway.Init")
        String key;

        @Option(names = "--copies-only", description = "Leave the origin's record.")
        boolean copiesOnly;

        @Override
        public Integer call() {
            suite().send("DELETE", path(cache, key) + (copiesOnly ? "?origin=false" : ""), null, Map.of());
            return Exit.FINE;
        }
    }

    /** Invalidates by key, tag, pattern or all. */
    @Command(
            name = "invalidate",
            description = "Invalidates by keys, tags, pattern, or everything.",
            mixinStandardHelpOptions = true)
    public static final class Invalidate extends Base {
        @Parameters(index = "0", paramLabel = "CACHE")
        @SuppressWarnings("NullAway.Init")
        String cache;

        @Parameters(index = "1..*", paramLabel = "KEY", arity = "0..*")
        @Nullable
        List<String> keys;

        @Option(names = "--tags", split = ",", paramLabel = "TAG")
        @Nullable
        List<String> tags;

        @Option(names = "--pattern", paramLabel = "GLOB")
        @Nullable
        String pattern;

        @Option(names = "--all")
        boolean all;

        @Option(names = "--cdn", description = "The CDNs too.")
        boolean cdn;

        @Option(names = "--dry-run", description = "Only say what it would cover.")
        boolean dryRun;

        @Option(names = "--reason", defaultValue = "by hand")
        @SuppressWarnings("NullAway.Init")
        String reason;

        @Override
        public Integer call() {
            if (keys == null && tags == null && pattern == null && !all) {
                throw new SuiteException(Exit.USAGE, "Say what: keys, --tags, --pattern or --all.");
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("cache_name", cache);
            body.put("keys", keys == null ? List.of() : keys);
            body.put("tags", tags == null ? List.of() : tags);
            body.put("pattern", pattern);
            body.put("all", all);
            body.put("cdn", cdn);
            body.put("dry_run", dryRun);
            body.put("reason", reason);
            JsonNode answer = suite().post("invalidations/invalidate_keys/", body);
            if (json) {
                printJson(answer);
            } else {
                say((dryRun ? "Would invalidate " : "Invalidated ")
                        + answer.path("keys").asText("0") + " keys, about "
                        + answer.path("estimated").asText("?") + " entries.");
            }
            return Exit.FINE;
        }
    }

    /** Loads keys from the origin. */
    @Command(name = "warm", description = "Loads keys from the cache's origin.", mixinStandardHelpOptions = true)
    public static final class Warm extends Base {
        @Parameters(index = "0", paramLabel = "CACHE")
        @SuppressWarnings("NullAway.Init")
        String cache;

        @Parameters(index = "1..*", paramLabel = "KEY", arity = "1..*")
        @SuppressWarnings("NullAway.Init")
        List<String> keys;

        @Override
        public Integer call() throws InterruptedException {
            Suite suite = suite();
            JsonNode job =
                    suite.post("warming/warm_keys/", Map.of("cache_name", cache, "keys", keys, "source", "origin"));
            JsonNode result = Jobs.await(suite, job);
            printJson(result);
            return Exit.FINE;
        }
    }
}
