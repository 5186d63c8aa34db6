package dev.terrace.benchmarks.report;

import java.util.List;

/** A report as Markdown, which a terminal shows well enough too. */
public record Page(Report report) {
    private static final double TARGET_RATIO = 1.4;

    public String text() {
        Report.Setting setting = report.setting();
        String head = report.head().text(report.benchmark())
                + Table.format(
                        "%s, %d connections on %d event loops, rounds of %d s in turn after %d s of warm-up each.%n%n",
                        setting.load(),
                        setting.connections(),
                        setting.eventLoops(),
                        setting.roundSeconds(),
                        setting.warmUpSeconds());
        return head
                + Table.of(List.of(report.subject(), report.limit()), "request")
                + Table.format(
                        "%n%s costs %.2f times the limit (%.2f to %.2f, round by round). Its target on two cores of its own:"
                                + " <= %.0f us of processor time a request, <= %.1f times the limit.%n"
                                + "%nIts event loops allocate %.0f bytes a request (all its threads %.0f), those of the limit %.0f: %.0f more."
                                + " Target: <= 1024 more.%n",
                        report.subject().name(),
                        report.ratio().median(),
                        report.ratio().least(),
                        report.ratio().most(),
                        report.targetCpuMicros(),
                        TARGET_RATIO,
                        report.allocated().subject(),
                        report.allocated().subjectWhole(),
                        report.allocated().limit(),
                        report.allocated().subject() - report.allocated().limit());
    }
}
