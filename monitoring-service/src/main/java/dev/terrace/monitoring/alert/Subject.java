package dev.terrace.monitoring.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is about.
 *
 * @param rule the rule that made it
 * @param metric what is watched
 * @param unit of its values
 * @param cacheName the cache
 * @param tier the tier, null for the cache as a whole
 */
public record Subject(
        String rule,
        String metric,
        String unit,
        String cacheName,
        @Nullable String tier) {
    private static final int BYTES = 16;

    static Subject of(AlertRule rule, String cacheName) {
        return new Subject(
                rule.name(), rule.metric(), rule.unit(), cacheName, rule.tier().orElse(null));
    }

    /** Hash of the sorted labels: the same for every episode of the same trouble. */
    public String fingerprint() {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("cache_name", cacheName);
        labels.put("metric", metric);
        labels.put("rule", rule);
        if (tier != null) {
            labels.put("tier", tier);
        }
        StringBuilder text = new StringBuilder();
        labels.forEach((name, value) -> text.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
