package dev.terrace.gateway.warming.peer;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LockedException;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.warming.Figures;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node tells other gateways of its memory: keys, hottest first, and entries as any shared tier would hold them, so those of an
 * encrypted cache are sealed. Entries bear the position up to which they were checked the moment they were taken; nothing is told while
 * this node's view is behind. {@value #MOST_OPEN} questions are worked on at once, the others are answered 429.
 */
public final class PeerExport {
    /** Bytes of keys told at most. */
    static final int MOST_KEY_BYTES = 16 << 20;

    /** Keys asked for at once at most. */
    static final int MOST_KEYS = 1024;

    /** Bytes after which an answer with entries ends; one entry more than that is in it at most. */
    static final int ANSWER_BYTES = 1 << 20;

    private static final int MOST_OPEN = 4;
    private static final int MOST_LISTED = 1_000_000;

    private final Caches caches;
    private final Codecs codecs;
    private final BiFunction<String, Integer, List<String>> hot;
    private final Time time;
    private final Figures figures;
    private final AtomicInteger open = new AtomicInteger();

    /** {@code hot}: the keys of a cache that are asked for most, hottest first. */
    public PeerExport(
            Caches caches, Codecs codecs, BiFunction<String, Integer, List<String>> hot, Time time, Figures figures) {
        this.caches = caches;
        this.codecs = codecs;
        this.hot = hot;
        this.time = time;
        this.figures = figures;
    }

    /** Keys in memory, hottest first, framed; 404 for a cache that is not open here, 429. */
    public Uni<byte[]> keys(String cache, int most) {
        CacheHandle handle = find(cache);
        return work(() -> {
            int wanted = Math.min(most, MOST_LISTED);
            Set<String> keys = new LinkedHashSet<>(hot.apply(cache, wanted));
            keys.addAll(handle.filling().hottest(wanted));
            Frames.Out out = new Frames.Out();
            int told = 0;
            for (String key : keys) {
                if (told++ >= wanted || out.size() > MOST_KEY_BYTES) {
                    break;
                }
                out.key(key);
            }
            return counted(out.keys());
        });
    }

    /** The entries of these keys that memory has, framed; 404, 429, 409 when the configuration is not that version here, 400. */
    public Uni<byte[]> entries(String cache, long version, byte[] question) {
        CacheHandle handle = find(cache);
        CacheSpec spec = handle.spec();
        if (spec.version() != version) {
            throw Problem.of(Kind.CONFLICT, "The configuration has another version here.");
        }
        List<String> keys;
        try {
            keys = Frames.keys(question, MOST_KEYS);
        } catch (IllegalArgumentException e) {
            throw Problem.of(Kind.MALFORMED, "Up to " + MOST_KEYS + " framed keys.");
        }
        return work(() -> {
            EntryCodec codec = codecs.of(spec, TierName.MEMORY);
            Frames.Out out = new Frames.Out();
            int dealt = 0;
            while (dealt < keys.size() && out.size() < ANSWER_BYTES) {
                add(out, handle, codec, keys.get(dealt++));
            }
            return counted(out.entries(dealt));
        });
    }

    private static void add(Frames.Out out, CacheHandle cache, EntryCodec codec, String key) {
        Entry entry = cache.filling().copy(key);
        byte[] encoded =
                entry == null ? null : encoded(codec, CacheKey.of(cache.spec().name(), key), entry);
        if (encoded != null) {
            out.key(key);
            out.entry(encoded);
        }
    }

    /** Null for what no tier could hold either, or this node cannot seal. */
    private static byte @Nullable [] encoded(EntryCodec codec, CacheKey key, Entry entry) {
        try {
            return codec.encode(key, entry);
        } catch (IllegalArgumentException | LockedException e) {
            return null;
        }
    }

    private CacheHandle find(String cache) {
        return caches.find(cache).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no open cache of that name."));
    }

    private byte[] counted(byte[] answer) {
        figures.given(answer.length);
        return answer;
    }

    /** Off the event loop, since it takes time in proportion to the answer. */
    private Uni<byte[]> work(Supplier<byte[]> task) {
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            throw Problem.of(Kind.LIMITED, "So many gateways ask already.").retryAfter(1);
        }
        return Uni.createFrom()
                .emitter(caller -> time.background(() -> {
                    try {
                        caller.complete(task.get());
                    } catch (RuntimeException e) {
                        caller.fail(e);
                    } finally {
                        open.decrementAndGet();
                    }
                }));
    }
}
