package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has every shared tier that holds copies confirm key marks: its floor raised, the keys removed. */
final class Confirming {
    /** Keys of one call: for a server whose scripts run one after another it takes well under a millisecond. */
    private static final int AT_ONCE = 128;

    private static final int PARTS_AT_ONCE = 4;

    private final Coherence coherence;
    private final Function<String, @Nullable Copies> open;
    private final int pressure;

    /**
     * @param open the copies of an open cache, null when it is not open here
     * @param pressure key marks from which on a tier that does not confirm gets a new generation instead of being waited for
     */
    Confirming(Coherence coherence, Function<String, @Nullable Copies> open, int pressure) {
        this.coherence = coherence;
        this.open = open;
        this.pressure = pressure;
    }

    static Set<String> caches(List<Logged> entries) {
        return entries.stream()
                .filter(e -> e.mark() instanceof Mark.Key)
                .map(e -> e.mark().cache())
                .collect(Collectors.toSet());
    }

    /** Whether all marks among the entries may be retired. */
    Uni<Boolean> confirm(Position upTo, List<Logged> entries) {
        Map<String, Map<CacheKey, Position>> keys = new HashMap<>();
        for (Logged entry : entries) {
            if (entry.mark() instanceof Mark.Key key) {
                keys.computeIfAbsent(key.cache(), c -> new HashMap<>())
                        .put(
                                new CacheKey(key.cache(), key.key(), key.hash()),
                                new Position(upTo.epoch(), entry.offset()));
            }
        }
        return Each.of(List.copyOf(keys.entrySet()), 1, one -> confirm(one.getKey(), upTo, one.getValue()))
                .map(done -> done.stream().allMatch(ok -> ok));
    }

    /** A cache that is not open here may have tiers that this node cannot ask: what they hold becomes invalid instead. */
    private Uni<Boolean> confirm(String cache, Position upTo, Map<CacheKey, Position> marks) {
        Copies copies = open.apply(cache);
        if (copies == null) {
            return coherence.append(List.of(new Mark.All(cache))).replaceWith(true);
        }
        List<Uni<Boolean>> tiers = copies.shared().stream()
                .filter(tier -> tier.capabilities().shared())
                .map(tier -> confirm(tier, upTo, marks).onFailure().recoverWithUni(f -> replace(cache, tier)))
                .toList();
        if (tiers.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return Uni.join().all(tiers).andFailFast().map(done -> done.stream().allMatch(ok -> ok));
    }

    private static Uni<Boolean> confirm(CacheTier tier, Position upTo, Map<CacheKey, Position> marks) {
        List<Map<CacheKey, Position>> parts = parts(marks);
        return tier.raiseFloor(upTo)
                .chain(() -> Each.of(parts, PARTS_AT_ONCE, tier::purge))
                .replaceWith(true);
    }

    private static List<Map<CacheKey, Position>> parts(Map<CacheKey, Position> marks) {
        List<Map<CacheKey, Position>> parts = new ArrayList<>();
        for (Map.Entry<CacheKey, Position> mark : marks.entrySet()) {
            if (parts.isEmpty() || parts.getLast().size() == AT_ONCE) {
                parts.add(new LinkedHashMap<>());
            }
            parts.getLast().put(mark.getKey(), mark.getValue());
        }
        return parts;
    }

    private Uni<Boolean> replace(String cache, CacheTier tier) {
        if (coherence.view().keyMarks() < pressure) {
            return Uni.createFrom().item(false);
        }
        return coherence.append(List.of(new Mark.Tier(cache, tier.name()))).replaceWith(true);
    }
}
