package dev.terrace.gateway.values;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Preflight;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.DataKey;
import dev.terrace.gateway.codec.Dictionaries;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.Wrapping;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The data keys and dictionaries of all caches on this node, and what may be done to them (docs/adr/0005-values.md). Reading a value never
 * waits for this: what is not here is missing, and is asked for.
 */
public final class Vault implements Codecs, Preflight, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Vault.class);
    private static final String SET_ONE = "set TERRACE_ENCRYPTION_KEY_FILE or TERRACE_ENCRYPTION_KEY";

    private final ValueStore store;
    private final Following following;
    private final Training training;
    private final long sampleBytes;
    private final AtomicLong sampled = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, CacheKeys> keys = new ConcurrentHashMap<>();
    private final Map<String, CacheDictionaries> dictionaries = new ConcurrentHashMap<>();
    private final Map<String, CacheSpec> opened = new ConcurrentHashMap<>();
    private final AtomicReference<String> told = new AtomicReference<>("");

    /**
     * How this node takes part.
     *
     * @param node its name, unique among those of one database
     * @param source of its key-encryption keys
     * @param sampleBytes of values that all caches together keep to learn from
     * @param sampleValues values seen before a dictionary is trained
     * @param pauseMs between two trainings of one cache
     */
    public record Settings(String node, KeySource source, long sampleBytes, long sampleValues, long pauseMs) {}

    /** Follows from now on. */
    public Vault(Pool pool, Vertx vertx, Settings settings) {
        this.store = new ValueStore(pool);
        this.sampleBytes = settings.sampleBytes();
        this.following = new Following(store, vertx, this, settings);
        this.training = new Training(store, vertx, this, settings);
        following.start();
        training.start();
    }

    @Override
    public EntryCodec of(CacheSpec spec, TierName tier) {
        opened.put(spec.name(), spec);
        CacheDictionaries all = dictionaries(spec.name());
        boolean first = spec.tiers().stream()
                .filter(name -> name != TierName.MEMORY)
                .findFirst()
                .filter(tier::equals)
                .isPresent();
        Dictionaries own = first ? all : all.unsampled();
        return new EntryCodec(
                new Wrapping(spec.compression(), spec.encryption(), keys(spec.name()), own), spec.maxValueBytes());
    }

    /** An encrypted cache has its keys before its configuration is kept; fails as {@link #needed} does. */
    @Override
    public Uni<List<Fault>> check(CacheSpec spec, String ack) {
        if (!spec.encryption()) {
            return Uni.createFrom().item(List.of());
        }
        return needed(spec.name())
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(away -> new UnavailableException("The keys of the cache cannot be looked up now."))
                .replaceWith(List.of());
    }

    /** Completes when this node can seal values of that cache; its first keys are made. 422 with the reason when that cannot be. */
    public Uni<Void> needed(String cache) {
        if (keys(cache).ready()) {
            return Uni.createFrom().voidItem();
        }
        return following.refreshed().chain(() -> {
            CacheKeys known = keys(cache);
            Kek kek = following.ring().current();
            if (known.ready()) {
                return Uni.createFrom().voidItem();
            }
            if (kek == null) {
                return Uni.createFrom().failure(noKey());
            }
            if (!known.rows().isEmpty()) {
                return Uni.createFrom()
                        .failure(
                                Problem.field(
                                        "/encryption_enabled",
                                        "The data keys of this cache are wrapped by a key-encryption key that this node does not hold."));
            }
            return store.add(cache, 0, kek, fresh())
                    .chain(() -> store.add(cache, 1, kek, fresh()))
                    .chain(following::refreshed);
        });
    }

    /** The same before a cache is opened: what cannot be had is the health's to say, and the cache opens without. */
    public Uni<Void> ready(CacheSpec spec) {
        Uni<Void> loaded = following.loaded()
                ? Uni.createFrom().voidItem()
                : following.refreshed().onFailure().recoverWithNull();
        return spec.encryption()
                ? loaded.chain(() -> needed(spec.name()).onFailure().recoverWithNull())
                : loaded;
    }

    /** Reads the key-encryption keys again and wraps with the first of them every data key that it has not wrapped. Touches no entry. */
    public Uni<Rotated> rotate() {
        return following.reread().chain(following::refreshed).chain(() -> {
            KeyRing ring = following.ring();
            Kek kek = ring.current();
            if (kek == null) {
                return Uni.createFrom()
                        .failure(Problem.of(Kind.CONFLICT, following.fault().orElse(none())));
            }
            List<ValueStore.Rewrapped> all = new ArrayList<>();
            int locked = 0;
            for (KeyRow row : rows()) {
                if (row.kek().equals(kek.id())) {
                    continue;
                }
                byte[] key = CacheKeys.unwrap(ring, row);
                if (key == null) {
                    locked++;
                } else {
                    all.add(new ValueStore.Rewrapped(row, kek.id(), kek.wrap(row.cache(), row.version(), key)));
                }
            }
            int left = locked;
            return store.rewrap(all).call(following::refreshed).map(done -> new Rotated(kek.id(), done, left));
        });
    }

    /** A new data key for that cache; its version. It seals when all nodes hold it. 409 without keys of the cache or of this node. */
    public Uni<Integer> renew(String cache) {
        return following.refreshed().chain(() -> {
            Kek kek = following.ring().current();
            List<KeyRow> rows = keys(cache).rows();
            if (kek == null || rows.isEmpty()) {
                return Uni.createFrom()
                        .failure(Problem.of(Kind.CONFLICT, kek == null ? none() : "The cache has no data key."));
            }
            int next = rows.getLast().version() + 1;
            return store.add(cache, next, kek, fresh())
                    .call(following::refreshed)
                    .replaceWith(next);
        });
    }

    /**
     * What a rotation came to.
     *
     * @param kekId what wraps from now on
     * @param rewrapped data keys that were wrapped anew
     * @param locked data keys that no key of this node unwraps: they stay as they are
     */
    public record Rotated(String kekId, int rewrapped, int locked) {}

    /** What there is; never key material. */
    public KeyStatus status() {
        KeyRing ring = following.ring();
        Kek kek = ring.current();
        List<KeyStatus.DataKeyStatus> all = rows().stream()
                .map(row -> new KeyStatus.DataKeyStatus(
                        row.cache(),
                        row.version(),
                        row.version() == 0 ? "labels" : "values",
                        row.kek(),
                        row.madeAt(),
                        row.wrappedAt(),
                        keys(row.cache()).sealing() == row.version() && row.version() > 0,
                        keys(row.cache()).holds(row.version())))
                .toList();
        return new KeyStatus(
                kek != null,
                following.source().word(),
                kek == null ? null : kek.id(),
                ring.previous(),
                all,
                health().orElse(null));
    }

    /** What is wrong, in one sentence; empty when every encrypted cache that is open here can be read and written. */
    public Optional<String> health() {
        List<String> without = opened.values().stream()
                .filter(CacheSpec::encryption)
                .map(CacheSpec::name)
                .filter(cache -> !keys(cache).ready())
                .sorted()
                .toList();
        String now = without.isEmpty()
                ? ""
                : "No data key on this node for " + String.join(", ", without) + ": "
                        + following.fault().orElse(SET_ONE) + ".";
        if (!now.equals(told.getAndSet(now))) {
            if (now.isEmpty()) {
                LOG.info("encryption is whole again");
            } else {
                LOG.errorf("encryption is not whole reason=%s", now);
            }
        }
        return now.isEmpty() ? Optional.empty() : Optional.of(now);
    }

    /** Bytes of samples held by all caches. */
    public long sampledBytes() {
        return sampled.get();
    }

    @Override
    public void close() {
        following.close();
        training.close();
    }

    CacheKeys keys(String cache) {
        return keys.computeIfAbsent(cache, name -> new CacheKeys(this::ask));
    }

    CacheDictionaries dictionaries(String cache) {
        return dictionaries.computeIfAbsent(
                cache, name -> new CacheDictionaries(name, keys(name), this::ask, new Samples(sampled, sampleBytes)));
    }

    Map<String, CacheKeys> allKeys() {
        return keys;
    }

    Map<String, CacheDictionaries> allDictionaries() {
        return dictionaries;
    }

    /** The cache as it was opened here last. */
    @Nullable
    CacheSpec opened(String cache) {
        return opened.get(cache);
    }

    Uni<Void> refreshed() {
        return following.refreshed();
    }

    private void ask() {
        following.ask();
    }

    private List<KeyRow> rows() {
        return new TreeMap<>(keys)
                .values().stream().flatMap(cache -> cache.rows().stream()).toList();
    }

    private Problem noKey() {
        return Problem.field("/encryption_enabled", following.fault().orElse(none()));
    }

    private static String none() {
        return "No key-encryption key is configured on this node: " + SET_ONE + ".";
    }

    private byte[] fresh() {
        byte[] key = new byte[DataKey.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
