package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.SuiteException;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.print.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops old history; never the audit. */
@Command(
        name = "cache-cleanup",
        aliases = "cache_cleanup",
        description = "Drops history older than so many days. The audit is never touched.",
        footer = {
            "",
            "Examples:",
            "  terrace cache-cleanup --dry-run --verbose",
            "  terrace cache-cleanup --days 7 --metrics-only"
        },
        mixinStandardHelpOptions = true)
public final class Cleanup extends Base {
    @Option(names = "--days", defaultValue = "30", description = "Days to keep (default: ${DEFAULT-VALUE}).")
    int days;

    @Option(
            names = {"--dry-run", "--dry_run"},
            description = "Only say what would go.")
    boolean dryRun;

    @Option(
            names = {"--metrics-only", "--metrics_only"},
            description = "Only metrics.")
    boolean metricsOnly;

    @Option(
            names = {"--verbose", "-v"},
            description = "Name each partition.")
    boolean verbose;

    @Override
    public Integer call() {
        if (days < 1) {
            throw new SuiteException(Exit.USAGE, "--days is at least 1.");
        }
        JsonNode answer =
                suite().post("cleanup/", Map.of("days", days, "metrics_only", metricsOnly, "dry_run", dryRun));
        if (json) {
            printJson(answer);
            return Exit.FINE;
        }
        long rows = 0;
        Table table = new Table("TABLE", "PARTITION", "ROWS", "SIZE");
        for (JsonNode part : answer.path("dropped")) {
            rows += part.path("rows").asLong();
            table.row(
                    Figures.text(part.path("table")),
                    Figures.text(part.path("partition")),
                    Figures.number(part.path("rows"), 0),
                    Figures.bytes(part.path("bytes")));
        }
        if (verbose && !table.isEmpty()) {
            table.print(out());
        }
        say((dryRun ? "Would drop " : "Dropped ") + answer.path("dropped").size() + " partitions, " + rows + " rows.");
        return Exit.FINE;
    }
}
