package dev.terrace.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Servers as a table in Markdown: median over the rounds, and their range. */
public final class Table {
    private Table() {}

    /** {@code unit} is what is counted: request, or key. */
    public static String of(List<Server> servers, String unit) {
        StringBuilder table = new StringBuilder(String.format(
                "| server | CPU us a %s | %ss a second | p50 us | p99 us | failed | PSS MiB |%n|---|---|---|---|---|---|---|%n",
                unit, unit));
        for (Server server : servers) {
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

    /** Median and range. */
    public static String spread(String number, Spread spread) {
        return format(number + " (" + number + " to " + number + ")", spread.median(), spread.least(), spread.most());
    }

    /** One server's processor time over another's of the same round: what else the machine did bears on both. */
    public static Spread ratio(Server over, Server under) {
        return Spread.of(IntStream.range(0, over.rounds().size())
                .mapToDouble(i ->
                        over.rounds().get(i).cpuMicros() / under.rounds().get(i).cpuMicros()));
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
