package dev.terrace.optimizer.advice;

import java.util.Locale;
import java.util.Map;

/**
 * Another size of the memory tier: the smallest with 90 % of the hits that any size could give.
 *
 * @param cacheName the cache
 * @param memoryMaxMb MiB before and after
 * @param objects objects that fit then
 * @param bytes bytes they take
 * @param hitRatio what is expected
 * @param hitRatioNow what the curve says of the present size
 * @param impactScore 0 to 100
 * @param confidence 0 to 1
 * @param evidence the figures
 */
public record Resize(
        String cacheName,
        Move memoryMaxMb,
        long objects,
        long bytes,
        Estimate hitRatio,
        double hitRatioNow,
        double impactScore,
        double confidence,
        Map<String, Object> evidence)
        implements Recommendation {
    /** The kind's name. */
    public static final String KIND = "size";

    /** The configuration's field. */
    public static final String FIELD = "memory_max_mb";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        Double from = memoryMaxMb.from();
        String size = String.format(Locale.ROOT, "%.1f MB of memory", memoryMaxMb.to());
        if (from == null) {
            return size + " gives 90 % of the hits that any size could";
        }
        return String.format(
                Locale.ROOT,
                "%s %s instead of %.1f: hit ratio %.3f instead of %.3f",
                grows() ? "Use" : "Make do with",
                size,
                from,
                hitRatio.value(),
                hitRatioNow);
    }

    @Override
    public Map<String, Move> change() {
        return Map.of(FIELD, memoryMaxMb);
    }

    @Override
    public Map<String, Estimate> predicted() {
        return Map.of("hit_ratio", hitRatio);
    }

    @Override
    public String risk() {
        return grows()
                ? "Each gateway uses up to so much more memory; if traffic changes, the hits may be fewer than predicted."
                : String.format(
                        Locale.ROOT,
                        "About %.1f %% of the reads that are hits now become misses and go to slower tiers or the origin.",
                        100 * Math.max(0, hitRatioNow - hitRatio.value()));
    }

    @Override
    public String verification() {
        return "The hit ratio of the windows after the change is compared with the predicted band.";
    }

    @Override
    public String undo() {
        Double from = memoryMaxMb.from();
        return from == null ? "Set the field back by hand." : "Roll back: memory_max_mb becomes " + from + " again.";
    }

    private boolean grows() {
        Double from = memoryMaxMb.from();
        return from != null && memoryMaxMb.to() > from;
    }
}
