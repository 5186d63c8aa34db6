package dev.terrace.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invalidation covers; the union of its parts.
 *
 * @param keys exact keys
 * @param tags entries that bear one of these
 * @param pattern glob with {@code *}, {@code ?}, {@code [a-z]}; null for none
 * @param all everything
 * @param soft copies become stale instead of going away
 */
public record Selector(
        List<String> keys, List<String> tags, @Nullable String pattern, boolean all, boolean soft) {}
