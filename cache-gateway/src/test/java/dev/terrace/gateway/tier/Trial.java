package dev.terrace.gateway.tier;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What the contract suites say to a tier: one word an action, each waits for its answer. */
public final class Trial {
    /** The wall clock, as servers see it. */
    public static final InstantSource CLOCK = InstantSource.system();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long RUN = System.nanoTime();

    private Trial() {}

    /** A cache nobody else uses. */
    public static CacheSpec cache(TierName tier) {
        return cache("trial-" + Long.toString(RUN, 36) + "-" + COUNT.incrementAndGet(), tier);
    }

    /** A cache nobody else uses, bounded to so many bytes. */
    public static CacheSpec cache(TierName tier, long maxBytes) {
        return cache(cache(tier).name(), tier, maxBytes);
    }

    /** A cache without origin that holds up to 64 MiB of values up to 4 MiB for a minute. */
    public static CacheSpec cache(String name, TierName tier) {
        return cache(name, tier, 64 << 20);
    }

    private static CacheSpec cache(String name, TierName tier, long maxBytes) {
        return new CacheSpec(
                name,
                List.of(tier),
                CacheSpec.Strategy.CACHE_ASIDE,
                60_000,
                maxBytes,
                64 << 20,
                4 << 20,
                true,
                false,
                0,
                0,
                0,
                0,
                null,
                1);
    }

    /** The n-th position of the first epoch. */
    public static Position at(long n) {
        return new Position(1, n);
    }

    /** A value for a minute, as of that position. */
    public static Entry entry(String value, long asOf) {
        return entry(value.getBytes(StandardCharsets.UTF_8), asOf, 60_000, 60_000);
    }

    /** A value fresh and servable for so long from now; negative when it was so long ago. */
    public static Entry entry(byte[] value, long asOf, long freshMs, long servableMs) {
        long now = CLOCK.millis();
        String etag = "e" + asOf;
        List<String> tags = List.of("red", "size:1");
        return new Entry(value, "text/plain", tags, etag, at(asOf), now, now + freshMs, now + servableMs, 1234, false);
    }

    /** Bytes that do not compress. */
    public static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    public static CacheKey key(CacheSpec spec, String key) {
        return CacheKey.of(spec.name(), key);
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public static Ticket miss(CacheTier tier, CacheKey key) {
        return switch (await(tier.find(key))) {
            case Lookup.Absent absent -> absent.ticket();
            case Lookup.Found found -> throw new AssertionError("found " + found.entry());
        };
    }

    public static Stored store(CacheTier tier, CacheKey key, Entry entry, Ticket ticket) {
        return await(tier.store(key, entry, ticket));
    }

    /** Takes a ticket without reading and stores. */
    public static Stored put(CacheTier tier, CacheKey key, Entry entry) {
        return store(tier, key, entry, await(tier.ticket(key)));
    }

    public static Optional<Entry> found(CacheTier tier, CacheKey key) {
        return entry(await(tier.find(key)));
    }

    /** All keys with that prefix, sorted, asked for in pages; fails when one is told twice or a page is too long. */
    public static List<String> listed(Browsable listing, boolean records, String prefix, int limit) {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = await(listing.browse(new Browsable.Ask(records, prefix, cursor, limit)));
            if (page.items().size() > limit) {
                throw new AssertionError("more than " + limit + ": " + page.items());
            }
            page.items().forEach(one -> keys.add(one.key().key()));
            cursor = page.next();
        }
        return keys.stream().sorted().toList();
    }

    public static Optional<Entry> entry(Lookup lookup) {
        return lookup instanceof Lookup.Found found ? Optional.of(found.entry()) : Optional.empty();
    }

    public static Optional<String> text(CacheTier tier, CacheKey key) {
        return found(tier, key).map(e -> new String(e.value(), StandardCharsets.UTF_8));
    }

    /** The failure with which a call ends, soon: hanging is no answer. */
    public static Throwable failure(Uni<?> uni) {
        return uni.map(item -> (Throwable) new AssertionError("succeeded: " + item))
                .onFailure()
                .recoverWithItem(e -> e)
                .invoke(e -> {
                    if (e instanceof AssertionError unexpected) {
                        throw unexpected;
                    }
                })
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
