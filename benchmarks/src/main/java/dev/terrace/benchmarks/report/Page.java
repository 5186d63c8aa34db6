package dev.terrace.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A report as Markdown, which a terminal shows well enough too. */
public record Page(Report report) {
    public String text() {
        Report.Setting setting = report.setting();
        String head = format(
                "# %s%n%n%s, %d cores, JDK %s, load average %.1f before the run%s.%n%s, %d connections on %d event loops, rounds of %d s in turn after"
                        + " %d s of warm-up each.%n%n",
                report.benchmark(),
                report.at(),
                setting.cores(),
                setting.jdk(),
                setting.loadBefore(),
                setting.loadBefore() > 0.5 ? " (the machine was shared)" : "",
                setting.load(),
                setting.connections(),
                setting.eventLoops(),
                setting.roundSeconds(),
                setting.warmUpSeconds());
        return head
                + table()
                + format(
                        "%n%s costs %.2f times the limit (%.2f to %.2f, round by round). Its target on two cores of its own:"
                                + " <= %.0f us of processor time a request.%n",
                        report.subject().name(),
                        report.ratio().median(),
                        report.ratio().least(),
                        report.ratio().most(),
                        report.targetCpuMicros());
    }

    private String table() {
        StringBuilder table = new StringBuilder()
                .append("| server | CPU us a request | requests a second | p50 us | p99 us | failed | PSS MiB |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Server server : List.of(report.subject(), report.limit())) {
            table.append(format(
                    "| %s | %s | %s | %s | %s | %d | %.0f |%n",
                    server.name(),
                    spread("%.1f", server.cpuMicros()),
                    spread("%.0f", server.perSecond()),
                    spread("%.0f", server.p50Micros()),
                    spread("%.0f", server.p99Micros()),
                    server.failed(),
                    server.pssMib()));
        }
        return table.toString();
    }

    private static String spread(String number, Spread spread) {
        return format(number + " (" + number + " to " + number + ")", spread.median(), spread.least(), spread.most());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
