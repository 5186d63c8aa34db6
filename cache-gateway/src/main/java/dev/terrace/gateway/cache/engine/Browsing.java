package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.Browsable.Listed;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.KeyPage;
import dev.terrace.gateway.cache.KeyPage.Unlisted;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Stamp;
import dev.terrace.gateway.cache.view.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists a cache's keys: the tiers one after the other, fastest first. Each key is told by the fastest tier that holds it validly; so a page
 * of one tier asks the others about its keys, and leaves out what a faster one has told. A cursor is the tier's number and that tier's own.
 */
final class Browsing {
    private final Scope scope;
    private final List<Source> sources = new ArrayList<>();
    private final List<Unlisted> silent = new ArrayList<>();

    private record Source(TierName name, Browsable tier, boolean records) {}

    Browsing(Scope scope, List<CacheTier> tiers, @Nullable CacheTier record) {
        this.scope = scope;
        for (CacheTier tier : tiers) {
            Browsable browsable = tier.browsable();
            if (browsable == null) {
                silent.add(new Unlisted(tier.name(), "cannot list its keys"));
            } else {
                sources.add(new Source(tier.name(), browsable, tier == record));
            }
        }
    }

    /** The next page; an unknown cursor is a failed Uni with an {@link IllegalArgumentException}. */
    Uni<KeyPage> page(String prefix, String cursor, int limit) {
        int colon = cursor.indexOf(':');
        int at = cursor.isEmpty() ? 0 : number(cursor, colon);
        if (at < 0 || at >= Math.max(1, sources.size())) {
            return Uni.createFrom().failure(new IllegalArgumentException("Not a cursor of this list."));
        }
        if (sources.isEmpty()) {
            return Uni.createFrom().item(new KeyPage(List.of(), null, silent));
        }
        Source source = sources.get(at);
        String own = colon < 0 ? "" : cursor.substring(colon + 1);
        Stamp stamp = scope.view().stamp(scope.spec().name());
        return source.tier()
                .browse(new Browsable.Ask(source.records(), prefix, own, limit))
                .flatMap(listing -> told(at, valid(source, listing.items(), stamp))
                        .map(items -> new KeyPage(items, next(at, listing.next()), silent)))
                .onFailure(failure -> !(failure instanceof IllegalArgumentException))
                .recoverWithItem(failure -> away(at, source));
    }

    private static int number(String cursor, int colon) {
        try {
            return colon < 0 ? -1 : Integer.parseInt(cursor, 0, colon, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private @Nullable String next(int at, @Nullable String own) {
        if (own != null) {
            return at + ":" + own;
        }
        return at + 1 < sources.size() ? (at + 1) + ":" : null;
    }

    private KeyPage away(int at, Source source) {
        List<Unlisted> all = new ArrayList<>(silent);
        all.add(new Unlisted(source.name(), "is away"));
        return new KeyPage(List.of(), next(at, null), List.copyOf(all));
    }

    private List<Listed> valid(Source source, List<Listed> listed, Stamp stamp) {
        return listed.stream().filter(one -> valid(source, one, stamp)).toList();
    }

    private boolean valid(Source source, Listed one, Stamp stamp) {
        Entry head = one.head();
        long now = scope.time().millis();
        if (head.negative() || !head.servable(now)) {
            return false;
        }
        if (source.records()) {
            return head.fresh(now);
        }
        Verdict verdict = scope.view().check(one.key(), head, source.name(), stamp.floor());
        return verdict != Verdict.INVALID && verdict != Verdict.OTHER_EPOCH;
    }

    /** The entries that no faster tier tells, with the slower tiers that hold them too. A tier that does not answer holds nothing. */
    private Uni<List<KeyPage.Item>> told(int at, List<Listed> found) {
        List<CacheKey> keys = found.stream().map(Listed::key).toList();
        if (keys.isEmpty() || sources.size() == 1) {
            return Uni.createFrom().item(items(at, found, List.of()));
        }
        Stamp stamp = scope.view().stamp(scope.spec().name());
        List<Uni<Map<CacheKey, Listed>>> others = new ArrayList<>();
        for (Source source : sources) {
            others.add(
                    source == sources.get(at)
                            ? Uni.createFrom().item(Map.of())
                            : source.tier()
                                    .held(source.records(), keys)
                                    .map(held -> byKey(valid(source, held, stamp)))
                                    .onFailure()
                                    .recoverWithItem(Map.of()));
        }
        return Uni.join().all(others).andFailFast().map(held -> items(at, found, held));
    }

    private static Map<CacheKey, Listed> byKey(List<Listed> listed) {
        Map<CacheKey, Listed> map = new HashMap<>();
        listed.forEach(one -> map.put(one.key(), one));
        return map;
    }

    private List<KeyPage.Item> items(int at, List<Listed> found, List<Map<CacheKey, Listed>> held) {
        List<KeyPage.Item> items = new ArrayList<>();
        for (Listed one : found) {
            boolean faster = held.stream().limit(at).anyMatch(tier -> tier.containsKey(one.key()));
            if (!faster) {
                List<TierName> tiers = new ArrayList<>(List.of(sources.get(at).name()));
                for (int i = at + 1; i < held.size(); i++) {
                    if (held.get(i).containsKey(one.key())) {
                        tiers.add(Objects.requireNonNull(sources.get(i)).name());
                    }
                }
                long ttl = Math.max(0, one.head().expiresMs() - scope.time().millis());
                items.add(new KeyPage.Item(
                        one.key().key(), tiers, one.bytes(), ttl, one.head().tags()));
            }
        }
        return items;
    }
}
