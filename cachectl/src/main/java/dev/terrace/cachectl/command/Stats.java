package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.print.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A cache's figures. */
@Command(name = "stats", description = "Shows a cache's figures.", mixinStandardHelpOptions = true)
public final class Stats extends Base {
    @Parameters(paramLabel = "NAME", description = "The cache.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Option(
            names = "--window",
            defaultValue = "5m",
            description = "How far back, for example 30s, 5m (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    String window;

    @Override
    public Integer call() {
        JsonNode stats =
                suite().get("configurations/" + Suite.segment(name) + "/stats/?window=" + Suite.segment(window));
        if (json) {
            printJson(stats);
            return Exit.FINE;
        }
        JsonNode ms = stats.path("response_ms");
        say(name + ", last " + window + ": hit ratio " + Figures.ratio(stats.path("hit_ratio"))
                + ", " + Figures.number(stats.path("throughput"), 1) + " requests/s, p50 "
                + Figures.number(ms.path("p50"), 2)
                + " ms, p99 " + Figures.number(ms.path("p99"), 2) + " ms, errors "
                + Figures.ratio(stats.path("error_rate")));
        Table table =
                new Table("TIER", "ENTRIES", "SIZE", "HITS", "MISSES", "ERRORS", "EVICTIONS", "P99 MS", "BREAKER");
        for (JsonNode tier : stats.path("by_tier")) {
            table.row(
                    Figures.text(tier.path("tier")),
                    Figures.number(tier.path("entries"), 0),
                    Figures.bytes(tier.path("bytes")),
                    Figures.number(tier.path("hits"), 0),
                    Figures.number(tier.path("misses"), 0),
                    Figures.number(tier.path("errors"), 0),
                    Figures.number(tier.path("evictions"), 0),
                    Figures.number(tier.path("response_ms").path("p99"), 2),
                    Figures.text(tier.path("breaker")));
        }
        table.print(out());
        return Exit.FINE;
    }
}
