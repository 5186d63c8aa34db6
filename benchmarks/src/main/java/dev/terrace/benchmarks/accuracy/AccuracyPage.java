package dev.terrace.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The page for readers. */
final class AccuracyPage {
    private AccuracyPage() {}

    static void write(Path page, List<Judged> judged, InstantSource clock) throws IOException {
        Path directory = page.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(page, text(judged, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    /** One line while it runs. */
    static String line(Judged one) {
        return text(
                "%-18s curve %.4f (raw %.4f) band %.0f %% size %+.1f %% promise %+.4f policies %.4f regret %.4f",
                one.trace(),
                one.curveError(),
                one.rawError(),
                100 * one.covered(),
                100 * ((double) one.recommended() / one.size() - 1),
                one.promise(),
                one.policyError(),
                one.regret());
    }

    private static String text(List<Judged> judged, LocalDate day) {
        return head(day)
                + means(judged)
                + curves(judged)
                + sizes(judged)
                + policies(judged)
                + costs(judged)
                + origins(judged);
    }

    private static String head(LocalDate day) {
        return text("""
                # How accurate the optimizer is

                Made by `./terrace bench optimizer-accuracy --traces DIR` on %s; without `--traces` it takes the generated traces alone, which
                are the same everywhere. Each trace is sampled as a gateway samples (all accesses until 16,384 keys are in, then those of
                8,192 keys), and what the optimizer makes of the sample stands beside the exact figures of the whole trace. All reads are
                get-or-fill, sizes and times to live play no part here.

                """, day);
    }

    private static String means(List<Judged> judged) {
        Predicate<Judged> all = one -> true;
        double worst = judged.stream()
                .filter(one -> !one.cliff())
                .mapToDouble(Judged::curveError)
                .max()
                .orElse(0);
        return text(
                """
                | | all %d traces | target |
                |---|---|---|
                | curve, mean absolute error | %.4f | <= .005 |
                | without the adjustment by true totals | %.4f | |
                | the worst trace without a cliff | %.4f | <= .01 |
                | band holds the exact ratio | %.1f %% | >= 93 %% |
                | policies, mean absolute error | %.4f | <= .01 |
                | regret of the picked policy | %.4f | <= .003 |

                """,
                judged.size(),
                mean(judged, all, Judged::curveError),
                mean(judged, all, Judged::rawError),
                worst,
                100 * mean(judged, all, Judged::covered),
                mean(judged, one -> !one.policies().isEmpty(), Judged::policyError),
                mean(judged, one -> !one.policies().isEmpty(), Judged::regret));
    }

    private static String curves(List<Judged> judged) {
        return "## Curves\n\nMiss ratio at a hundred sizes up to all keys; the band is that of 95 %.\n\n"
                + "| trace | reads | keys | mean error | raw | largest | in the band | cliffs named at |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + rows(
                        judged,
                        one -> text(
                                "| %s | %,d | %,d | %.4f | %.4f | %.4f | %.0f %% | %s |",
                                one.trace(),
                                one.reads(),
                                one.unique(),
                                one.curveError(),
                                one.rawError(),
                                one.worstError(),
                                100 * one.covered(),
                                one.cliffs().isEmpty()
                                        ? (one.cliff() ? "none, but there is one" : "")
                                        : one.cliffs().stream()
                                                .map(size -> text("%,d", size))
                                                .collect(Collectors.joining(", "))));
    }

    private static String sizes(List<Judged> judged) {
        return "## Recommended sizes\n\nThe smallest with nine tenths of the hits that any size has. Targets: within 5 %, hits within .005"
                + " of the promise.\n\n"
                + "| trace | exact | recommended | off | hits there, against exact | promised, against there |\n"
                + "|---|---|---|---|---|---|\n"
                + rows(
                        judged,
                        one -> text(
                                "| %s | %,d | %,d | %+.1f %% | %+.4f | %+.4f |",
                                one.trace(),
                                one.size(),
                                one.recommended(),
                                100 * ((double) one.recommended() / one.size() - 1),
                                one.hitsThere(),
                                one.promise()));
    }

    private static String policies(List<Judged> judged) {
        StringBuilder rows = new StringBuilder();
        for (Judged one : judged) {
            for (Judged.Choice at : one.policies()) {
                rows.append(text(
                        "| %s | %,d | %d | %.4f | %.4f %s | %s | %.4f |%n",
                        one.trace(),
                        at.objects(),
                        at.simulated(),
                        at.error(),
                        at.worst(),
                        at.worstPolicy(),
                        at.picked(),
                        at.regret()));
            }
        }
        return "## Policies\n\nMiniature simulations of eight policies beside the whole caches of the same code. Regret: exact misses of the"
                + " picked policy above those of the best.\n\n"
                + "| trace | objects | simulated | mean error | largest | picked | regret |\n|---|---|---|---|---|---|---|\n"
                + rows
                + "\n";
    }

    private static String costs(List<Judged> judged) {
        return "## What it costs\n\nProcessor time of a sampled access, this thread's, in the order of the run (the first ones in a cold JVM)."
                + " Target for the curve: <= 250 ns.\n\n"
                + "| trace | curve, ns | eight policies at eight sizes, ns |\n|---|---|---|\n"
                + rows(
                        judged,
                        one -> text("| %s | %.0f | %.0f |", one.trace(), one.curveNanos(), one.simulationNanos()));
    }

    private static String origins(List<Judged> judged) {
        return "## The traces\n\n| trace | source | licence |\n|---|---|---|\n"
                + rows(judged, one -> text("| %s | %s | %s |", one.trace(), one.source(), one.licence()));
    }

    private static double mean(List<Judged> judged, Predicate<Judged> of, ToDoubleFunction<Judged> value) {
        return judged.stream().filter(of).mapToDouble(value).average().orElse(0);
    }

    private static String rows(List<Judged> judged, java.util.function.Function<Judged, String> row) {
        return judged.stream().map(row).collect(Collectors.joining("\n", "", "\n\n"));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
