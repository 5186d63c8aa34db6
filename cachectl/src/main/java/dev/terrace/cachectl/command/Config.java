package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.print.Table;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Configurations: list, get, export, import. */
@Command(
        name = "config",
        description = "Configurations of caches.",
        mixinStandardHelpOptions = true,
        subcommands = {Config.ListAll.class, Config.Get.class, Config.Export.class, Config.Import.class})
public final class Config extends Base {
    private static final List<String> OWN_FIELDS = List.of("id", "version", "created_at", "updated_at");

    @Override
    public Integer call() {
        spec.commandLine().usage(out());
        return Exit.USAGE;
    }

    private static ArrayNode all(Suite suite) {
        ArrayNode items = Suite.JSON.createArrayNode();
        String cursor = "";
        do {
            JsonNode page = suite.get("configurations/?limit=500" + cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** All of them. */
    @Command(name = "list", description = "Lists the caches.", mixinStandardHelpOptions = true)
    public static final class ListAll extends Base {
        @Override
        public Integer call() {
            ArrayNode items = all(suite());
            if (json) {
                printJson(items);
                return Exit.FINE;
            }
            Table table = new Table("NAME", "TYPE", "TIERS", "STRATEGY", "TTL S", "MEMORY MB", "ACTIVE");
            for (JsonNode c : items) {
                table.row(
                        Figures.text(c.path("name")),
                        Figures.text(c.path("cache_type")),
                        c.path("tiers").toString().replaceAll("[\\[\\]\"]", ""),
                        Figures.text(c.path("strategy")),
                        Figures.number(c.path("ttl_seconds"), 0),
                        Figures.number(c.path("memory_max_mb"), 1),
                        Figures.text(c.path("is_active")));
            }
            table.print(out());
            return Exit.FINE;
        }
    }

    /** One. */
    @Command(name = "get", description = "Shows one configuration.", mixinStandardHelpOptions = true)
    public static final class Get extends Base {
        @Parameters(paramLabel = "NAME")
        @SuppressWarnings("NullAway.Init")
        String name;

        @Override
        public Integer call() {
            printJson(suite().get("configurations/" + Suite.segment(name) + "/"));
            return Exit.FINE;
        }
    }

    /** All, as a file for {@code import}. */
    @Command(
            name = "export",
            description = "Prints all configurations as JSON for import.",
            mixinStandardHelpOptions = true)
    public static final class Export extends Base {
        @Override
        public Integer call() {
            ArrayNode items = all(suite());
            items.forEach(i -> ((ObjectNode) i).remove(OWN_FIELDS));
            printJson(Map.of("configurations", items));
            return Exit.FINE;
        }
    }

    /** Makes what is missing, changes what differs. */
    @Command(
            name = "import",
            description = "Creates and changes configurations from an export.",
            mixinStandardHelpOptions = true)
    public static final class Import extends Base {
        @Parameters(paramLabel = "FILE")
        @SuppressWarnings("NullAway.Init")
        Path file;

        @Option(names = "--dry-run", description = "Only say what would change.")
        boolean dryRun;

        @Override
        public Integer call() throws IOException {
            Suite suite = suite();
            for (JsonNode wanted : Suite.JSON.readTree(file.toFile()).path("configurations")) {
                say(one(suite, (ObjectNode) wanted));
            }
            return Exit.FINE;
        }

        private String one(Suite suite, ObjectNode wanted) throws IOException {
            String name = wanted.path("name").asText();
            HttpResponse<byte[]> there = suite.exchange(
                    "GET", "/api/admin/caching/configurations/" + Suite.segment(name) + "/", null, Map.of());
            if (there.statusCode() == 404) {
                if (!dryRun) {
                    suite.post("configurations/", wanted);
                }
                return "created " + name;
            }
            ObjectNode present = (ObjectNode) Suite.JSON.readTree(there.body());
            long version = present.path("version").asLong();
            if (present.deepCopy().remove(OWN_FIELDS).equals(wanted)) {
                return "unchanged " + name;
            }
            if (!dryRun) {
                suite.withBody(
                        "PUT",
                        "configurations/" + Suite.segment(name) + "/",
                        wanted.deepCopy().put("version", version));
            }
            return "changed " + name;
        }
    }
}
