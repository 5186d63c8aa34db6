package dev.terrace.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * What an invalidation came to.
 *
 * @param position of its last mark; null when the log is away and it waits in the local journal (relaxed caches)
 * @param keys exact keys covered
 * @param estimated entries a tag, pattern or all covers, as far as a tier can tell cheaply; -1 when none can
 */
public record InvalidationResult(@Nullable Position position, long keys, long estimated) {}
