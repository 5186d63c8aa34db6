package dev.terrace.optimizer.advice;

import java.time.Duration;
import java.util.Optional;

/**
 * How far to look ahead: five minutes to seven days.
 *
 * @param span the whole of it
 */
public record Horizon(Duration span) {
    /** When nothing is asked. */
    public static final Horizon DEFAULT = new Horizon(Duration.ofHours(24));

    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(7);
    private static final Duration LONGEST_PAST = Duration.ofDays(35);
    private static final int MOST_POINTS = 288;
    private static final int[] MINUTES = {1, 5, 15, 60};

    /** From {@code 30m}, {@code 1h}, {@code 7d}; empty when it is none or out of bounds. */
    public static Optional<Horizon> of(String text) {
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            return Optional.empty();
        }
        long n = Long.parseLong(text, 0, text.length() - 1, 10);
        Duration asked =
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(n);
                    case 'm' -> Duration.ofMinutes(n);
                    case 'h' -> Duration.ofHours(n);
                    default -> Duration.ofDays(n);
                };
        return asked.compareTo(LEAST) < 0 || asked.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(new Horizon(asked));
    }

    /**
     * Length of a step: by the minute or a few where the cache is too young for seasons, since its past has few steps; else five minutes for
     * some hours, a quarter of an hour for a day, an hour for a week.
     */
    Duration step(Duration age) {
        boolean young = age.compareTo(Duration.ofDays(2)) < 0;
        int most = young ? MOST_POINTS : MOST_POINTS / 2;
        for (int minutes : MINUTES) {
            if ((young || minutes >= 5) && span.toMinutes() <= (long) minutes * most) {
                return Duration.ofMinutes(minutes);
            }
        }
        return Duration.ofHours(1);
    }

    /** How much of the past is looked at: what there is, up to five weeks. */
    Duration past(Duration age) {
        return age.compareTo(LONGEST_PAST) < 0 ? age : LONGEST_PAST;
    }

    /** Steps to forecast, the present one included. */
    int leads(Duration step) {
        return (int) Math.ceilDiv(span.toSeconds(), step.toSeconds());
    }
}
