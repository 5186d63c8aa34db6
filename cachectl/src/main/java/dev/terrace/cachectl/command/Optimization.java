package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.SuiteException;
import dev.terrace.cachectl.print.Figures;
import dev.terrace.cachectl.print.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What could be better, and by how much. */
@Command(
        name = "cache-optimization",
        aliases = "cache_optimization",
        description =
                "Analyses caches on their own traffic; shows and, when asked, applies what would make them better.",
        footer = {
            "",
            "Examples:",
            "  terrace cache-optimization --cache-name product_cache --days 14",
            "  terrace cache-optimization --apply-optimizations --min-impact-score 80"
        },
        mixinStandardHelpOptions = true)
public final class Optimization extends Base {
    @Option(
            names = {"--cache-name", "--cache_name"},
            paramLabel = "NAME",
            description = "Only this cache.")
    @Nullable
    String cacheName;

    @Option(names = "--days", defaultValue = "7", description = "How far back to look (default: ${DEFAULT-VALUE}).")
    int days;

    @Option(
            names = {"--apply-optimizations", "--apply_optimizations"},
            description = "Apply those with enough impact.")
    boolean apply;

    @Option(
            names = {"--min-impact-score", "--min_impact_score"},
            defaultValue = "80",
            description = "Least impact to apply, 0 to 100 (default: ${DEFAULT-VALUE}).")
    double minImpact;

    @Option(names = "--benchmark", description = "Run a benchmark too.")
    boolean benchmark;

    @Option(
            names = {"--benchmark-duration", "--benchmark_duration"},
            defaultValue = "60",
            description = "Its length in seconds (default: ${DEFAULT-VALUE}).")
    int benchmarkSeconds;

    @Override
    public Integer call() throws InterruptedException {
        if (days < 1 || minImpact < 0 || minImpact > 100 || benchmarkSeconds < 1) {
            throw new SuiteException(
                    Exit.USAGE, "--days and --benchmark-duration are at least 1, --min-impact-score is 0 to 100.");
        }
        List<JsonNode> analyses = analyses();
        List<Map<String, Object>> applied = apply ? apply(analyses) : List.of();
        JsonNode measured =
                benchmark ? Jobs.await(suite(), suite().post("optimizations/benchmark/", benchmarkBody())) : null;
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("items", analyses);
            all.put("applied", applied);
            all.put("benchmark", measured);
            printJson(all);
        } else {
            analyses.forEach(this::show);
            applied.forEach(a -> say("applied " + a.get("id") + ": " + a.get("status")));
            if (measured != null) {
                printJson(measured);
            }
        }
        return applied.stream().anyMatch(a -> "failed".equals(a.get("status"))) ? Exit.PROBLEM : Exit.FINE;
    }

    private Map<String, Object> benchmarkBody() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cache_name", cacheName == null ? "default" : cacheName);
        body.put("duration_seconds", benchmarkSeconds);
        return body;
    }

    private List<JsonNode> analyses() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cache_name", cacheName);
        body.put("days", days);
        JsonNode answer = suite().post("optimizations/analyze/", body);
        List<JsonNode> items = new ArrayList<>();
        if (answer.has("items")) {
            answer.path("items").forEach(items::add);
        } else {
            items.add(answer);
        }
        return items;
    }

    private List<Map<String, Object>> apply(List<JsonNode> analyses) {
        List<Map<String, Object>> applied = new ArrayList<>();
        for (JsonNode analysis : analyses) {
            for (JsonNode advice : analysis.path("recommendations")) {
                if (advice.path("impact_score").asDouble() >= minImpact
                        && advice.path("status").asText().equals("proposed")) {
                    applied.add(applyOne(advice.path("id").asText()));
                }
            }
        }
        return applied;
    }

    private Map<String, Object> applyOne(String id) {
        try {
            JsonNode answer = suite().post("optimizations/" + id + "/apply/", Map.of());
            return Map.of("id", id, "status", answer.path("status").asText("applied"));
        } catch (SuiteException e) {
            return Map.of("id", id, "status", "failed", "detail", String.valueOf(e.getMessage()));
        }
    }

    private void show(JsonNode analysis) {
        JsonNode metrics = analysis.path("metrics");
        say(Figures.text(analysis.path("cache_name")) + ": hit ratio " + Figures.ratio(metrics.path("hit_ratio")));
        for (JsonNode bottleneck : analysis.path("bottlenecks")) {
            say("  " + Figures.text(bottleneck.path("severity")) + ": " + Figures.text(bottleneck.path("kind")) + " "
                    + Figures.text(bottleneck.path("cause")));
        }
        Table table = new Table("ID", "KIND", "IMPACT", "PREDICTED HIT RATIO", "TITLE");
        for (JsonNode advice : analysis.path("recommendations")) {
            JsonNode predicted = advice.path("predicted").path("hit_ratio");
            table.row(
                    Figures.text(advice.path("id")),
                    Figures.text(advice.path("kind")),
                    Figures.number(advice.path("impact_score"), 0),
                    Figures.ratio(predicted.path("value")) + " (" + Figures.ratio(predicted.path("low")) + " to "
                            + Figures.ratio(predicted.path("high")) + ")",
                    Figures.text(advice.path("title")));
        }
        if (!table.isEmpty()) {
            table.print(out());
        }
    }
}
