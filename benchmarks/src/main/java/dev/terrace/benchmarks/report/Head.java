package dev.terrace.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * When and where a run began.
 *
 * @param at RFC 3339
 * @param cores processors the JVM sees
 * @param jdk version of the JVM that measures; the suite takes the same
 * @param load load average over a minute before the run: above 0.5 the machine did something else too
 */
public record Head(String at, int cores, String jdk, double load) {
    /** Now and here. */
    public static Head now(InstantSource clock) {
        return new Head(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version", "?"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The first lines of a page. */
    public String text(String benchmark) {
        return String.format(
                Locale.ROOT,
                "# %s%n%n%s, %d cores, JDK %s, load average %.1f before the run%s.%n",
                benchmark,
                at,
                cores,
                jdk,
                load,
                load > 0.5 ? " (the machine was shared)" : "");
    }
}
