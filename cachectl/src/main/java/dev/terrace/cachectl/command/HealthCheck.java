package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.print.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Is every cache well? */
@Command(
        name = "cache-health-check",
        aliases = "cache_health_check",
        description = "Checks the health of all caches, or of one.",
        footer = {
            "",
            "Examples:",
            "  terrace cache-health-check",
            "  terrace cache-health-check --cache-name product_cache --watch"
        },
        mixinStandardHelpOptions = true)
public final class HealthCheck extends Base {
    @Option(
            names = {"--cache-name", "--cache_name"},
            paramLabel = "NAME",
            description = "Only this cache.")
    @Nullable
    String cacheName;

    @Option(
            names = {"--create-alerts", "--create_alerts"},
            description = "Make alerts of what is found.")
    boolean createAlerts;

    @Option(
            names = {"--verbose", "-v"},
            description = "Show also what is well.")
    boolean verbose;

    @Option(names = "--watch", description = "Go on, every two seconds, until Ctrl-C.")
    boolean watch;

    @Override
    public Integer call() {
        int code = once();
        while (watch && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            code = once();
        }
        return code;
    }

    private int once() {
        JsonNode health = ask();
        if (json) {
            printJson(health);
        } else {
            show(health);
        }
        return health.path("status").asText().equals("healthy") ? Exit.FINE : Exit.PROBLEM;
    }

    private JsonNode ask() {
        if (createAlerts) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("cache_name", cacheName);
            body.put("create_alerts", true);
            return suite().post("optimizations/health_check/", body);
        }
        return suite().get("optimizations/health_check/"
                + (cacheName == null ? "" : "?cache_name=" + Suite.segment(cacheName)));
    }

    private void show(JsonNode health) {
        say("Health: " + Figures.text(health.path("status")) + ", score " + Figures.number(health.path("score"), 0));
        Table table = new Table("CACHE", "CHECK", "STATUS", "VALUE", "THRESHOLD", "DETAIL");
        for (JsonNode check : health.path("checks")) {
            String status = Figures.text(check.path("status"));
            if (verbose || !(status.equals("healthy") || status.equals("ok"))) {
                table.row(
                        Figures.text(check.path("cache_name")),
                        Figures.text(check.path("name")),
                        status,
                        Figures.number(check.path("value"), 3),
                        Figures.number(check.path("threshold"), 3),
                        Figures.text(check.path("detail")));
            }
        }
        if (!table.isEmpty()) {
            table.print(out());
        }
    }
}
