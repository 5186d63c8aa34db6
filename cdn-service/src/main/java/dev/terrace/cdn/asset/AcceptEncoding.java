package dev.terrace.cdn.asset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Choice of a content coding (RFC 9110, 12.5.3). */
public final class AcceptEncoding {
    /** No coding. */
    public static final String IDENTITY = "identity";

    /** In the order preferred where the client does not care: smallest first. */
    private static final List<String> PREFERENCE = List.of("br", "zstd", "gzip");

    private AcceptEncoding() {}

    /** The coding to send out of those there are; {@link #IDENTITY} when none fits. */
    public static String choose(@Nullable String header, Collection<String> available) {
        if (header == null) {
            return IDENTITY;
        }
        Map<String, Double> weights = weights(header);
        String best = IDENTITY;
        double bestWeight = 0;
        for (String coding : PREFERENCE) {
            double weight = weights.getOrDefault(coding, weights.getOrDefault("*", 0.0));
            if (available.contains(coding) && weight > bestWeight) {
                best = coding;
                bestWeight = weight;
            }
        }
        return weights.getOrDefault(IDENTITY, 0.0) > bestWeight ? IDENTITY : best;
    }

    /** The header as a cache key: requests that get the same answer share it. */
    public static String normalised(@Nullable String header) {
        return choose(header, PREFERENCE);
    }

    private static Map<String, Double> weights(String header) {
        Map<String, Double> weights = new HashMap<>();
        for (String member : header.split(",")) {
            String[] parts = member.split(";");
            double weight = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    weight = quality(parameter.substring(2));
                }
            }
            weights.put(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }
        return weights;
    }

    private static double quality(String text) {
        try {
            return Math.clamp(Double.parseDouble(text), 0, 1);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
