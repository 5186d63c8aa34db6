package dev.terrace.gateway.catalog;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.TierName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings in the engine's terms: milliseconds and bytes. */
final class Conversion {
    private static final BigDecimal MIB = BigDecimal.valueOf(1 << 20);

    /** Largest value that is held: that of the largest array, about, and of a row. */
    private static final long MAX_HELD = (1L << 30);

    private static final int JOURNALLED_BYTES = 768 << 10;

    private Conversion() {}

    static CacheSpec spec(CacheConfiguration configuration) {
        Settings s = configuration.settings();
        return new CacheSpec(
                Objects.requireNonNull(s.name()),
                s.tiers().stream().flatMap(t -> TierName.named(t).stream()).toList(),
                CacheSpec.Strategy.valueOf(s.strategy().toUpperCase(Locale.ROOT)),
                s.ttlSeconds() * 1000,
                QuotaRules.share(s, bytes(s.maxSizeMb())),
                bytes(s.memoryMaxMb()),
                maxValueBytes(s),
                Large.possible(s) ? s.maxValueKb() * 1024L : 0,
                s.compressionEnabled(),
                s.encryptionEnabled(),
                s.consistency().equals("strict"),
                s.staleWhileRevalidateSeconds() * 1000,
                s.staleIfErrorSeconds() * 1000,
                s.negativeTtlSeconds() * 1000,
                s.ttlJitterPercent(),
                origin(s.origin()),
                configuration.version());
    }

    /** A journalled value has to fit a Kafka record of 1 MiB with what is known of it. */
    private static int maxValueBytes(Settings s) {
        int bytes = (int) Math.min(s.maxValueKb() * 1024L, MAX_HELD);
        return s.strategy().equals("write_back") ? Math.min(bytes, JOURNALLED_BYTES) : bytes;
    }

    private static long bytes(BigDecimal mebibytes) {
        return mebibytes.multiply(MIB).longValue();
    }

    private static CacheSpec.@Nullable OriginSpec origin(Settings.@Nullable Origin origin) {
        if (origin == null) {
            return null;
        }
        return origin.type().equals(Settings.Origin.DATABASE)
                ? table(origin)
                : new CacheSpec.HttpOriginSpec(
                        Objects.requireNonNull(origin.urlTemplate()),
                        origin.softTimeoutMs(),
                        origin.hardTimeoutMs(),
                        origin.writable(),
                        origin.conditional(),
                        Boolean.TRUE.equals(origin.honourHeaders()));
    }

    private static CacheSpec.OriginSpec table(Settings.Origin origin) {
        Settings.Value value = Objects.requireNonNull(origin.value());
        return new CacheSpec.DatabaseOriginSpec(
                Objects.requireNonNull(origin.datasource()),
                Objects.requireNonNull(origin.table()),
                Objects.requireNonNull(origin.keyColumn()),
                value.column(),
                value.columns() == null ? List.of() : List.copyOf(value.columns()),
                origin.versionColumn(),
                origin.softTimeoutMs(),
                origin.hardTimeoutMs(),
                origin.writable());
    }
}
