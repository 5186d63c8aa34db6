package dev.terrace.gateway.warming.peer;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.warming.Progress;
import dev.terrace.gateway.warming.WarmPlan;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Warming from other gateways: jobs that ask for it, and the start. At the start each cache with a memory tier is taken over as soon as it is open,
 * one after another, while this node already serves: the first readers would otherwise pay for all of it. What readers brought
 * meanwhile stays.
 */
public final class PeerWarming {
    private static final Logger LOG = Logger.getLogger(PeerWarming.class);
    private static final long LOOK_EVERY_MS = 200;
    private static final long OPENING_NANOS = 10_000_000_000L;
    private static final int MOST_KEYS = 1_000_000;
    private static final int KEYS_A_SECOND = 1_000_000;

    private final Peers peers;
    private final PeerCopies copies;
    private final Caches caches;
    private final Progress.Around around;
    private final Start start;
    private final AtomicInteger running = new AtomicInteger();
    private final Set<String> dealtWith = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * What the start may cost.
     *
     * @param on whether it is done at all
     * @param bytesPerSecond that are taken at most, of all caches
     * @param limitMs after which nothing more is taken
     */
    public record Start(boolean on, long bytesPerSecond, long limitMs) {}

    public PeerWarming(Peers peers, PeerCopies copies, Caches caches, Progress.Around around, Start start) {
        this.peers = peers;
        this.copies = copies;
        this.caches = caches;
        this.around = around;
        this.start = start;
    }

    /** Begins the start's warming, if it is on. */
    public void begin() {
        if (start.on()) {
            look(null, around.time().nanos() + start.limitMs() * 1_000_000);
        }
    }

    /** Nothing more begins. */
    public void stop() {
        stopped = true;
    }

    /** Takeovers of the start that are under way. */
    public int running() {
        return running.get();
    }

    /** Runs a job. */
    public void run(Progress progress, CacheHandle cache, WarmPlan plan) {
        PeerRun.Bounds bounds = new PeerRun.Bounds(
                plan.most(),
                plan.pattern(),
                plan.ratePerSecond(),
                start.bytesPerSecond(),
                Long.MAX_VALUE / 2 + around.time().nanos());
        peers.others()
                .subscribe()
                .with(
                        found -> {
                            PeerRun run = new PeerRun(progress, cache, copies, bounds, around.time(), found);
                            if (plan.keys().isEmpty()) {
                                run.start();
                            } else {
                                run.begin(plan.keys());
                            }
                        },
                        progress::failed);
    }

    /**
     * Caches open one by one after the start, the first of them late on a busy machine; those that open long after the first begin cold.
     *
     * @param openingUntil null before the first one
     */
    private void look(@Nullable Long openingUntil, long until) {
        long now = around.time().nanos();
        if (stopped || now - until >= 0) {
            return;
        }
        List<CacheHandle> fresh = caches.log().reachable() ? fresh() : List.of();
        Long opening = openingUntil == null && !fresh.isEmpty() ? Long.valueOf(now + OPENING_NANOS) : openingUntil;
        boolean last = opening != null && now - opening >= 0;
        (fresh.isEmpty() ? Uni.createFrom().voidItem() : takeOver(fresh, until))
                .subscribe()
                .with(done -> again(last, opening, until), failure -> {
                    LOG.warnf("not warmed at the start reason=%s", failure.getMessage());
                    again(last, opening, until);
                });
    }

    private List<CacheHandle> fresh() {
        return caches.all().stream()
                .filter(cache -> inMemory(cache.spec())
                        && !dealtWith.contains(cache.spec().name()))
                .toList();
    }

    private void again(boolean last, @Nullable Long openingUntil, long until) {
        if (!last) {
            around.time().after(LOOK_EVERY_MS, () -> look(openingUntil, until));
        }
    }

    private static boolean inMemory(CacheSpec spec) {
        return spec.tiers().contains(TierName.MEMORY);
    }

    /** A gateway that is not seen now may be in a moment: what nobody could be asked for stays fresh. */
    private Uni<Void> takeOver(List<CacheHandle> fresh, long until) {
        return peers.others().flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            fresh.forEach(cache -> dealtWith.add(cache.spec().name()));
            return Multi.createFrom()
                    .iterable(fresh)
                    .onItem()
                    .transformToUniAndConcatenate(cache -> takeOver(cache, found, until))
                    .collect()
                    .asList()
                    .replaceWithVoid();
        });
    }

    /** A gateway, and the keys it told. */
    private record Told(Peer peer, List<String> keys) {}

    /** Completes when the cache has been taken over, or cannot be; a gateway with nothing of it in memory leaves no job. */
    private Uni<Void> takeOver(CacheHandle cache, List<Peer> found, long until) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(peer -> keys(cache, peer))
                .filter(told -> !told.keys().isEmpty())
                .toUni()
                .flatMap(told -> told == null ? Uni.createFrom().voidItem() : takeOver(cache, found, told, until))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "cache not warmed at the start cache=%s reason=%s",
                            cache.spec().name(), failure.getMessage());
                    return null;
                });
    }

    /** One that does not answer is asked again, as long as the start lasts. */
    private Uni<Told> keys(CacheHandle cache, Peer peer) {
        String name = cache.spec().name();
        return copies.keys(peer, name, MOST_KEYS)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.infof("not told of cache=%s node=%s reason=%s", name, peer.node(), failure.getMessage());
                    dealtWith.remove(name);
                    return List.of();
                })
                .map(keys -> new Told(peer, keys));
    }

    /** Who told the keys is asked for the entries first. */
    private Uni<Void> takeOver(CacheHandle cache, List<Peer> found, Told told, long until) {
        String name = cache.spec().name();
        dealtWith.add(name);
        List<Peer> order = new ArrayList<>(found);
        order.remove(told.peer());
        order.addFirst(told.peer());
        return around.jobs()
                .begin("warm_start", name, told.keys().size(), "start")
                .flatMap(job -> Uni.createFrom().emitter(ended -> {
                    running.incrementAndGet();
                    Progress progress = new Progress(job.id(), around, () -> {
                        running.decrementAndGet();
                        ended.complete(null);
                    });
                    PeerRun.Bounds bounds =
                            new PeerRun.Bounds(MOST_KEYS, null, KEYS_A_SECOND, start.bytesPerSecond(), until);
                    new PeerRun(progress, cache, copies, bounds, around.time(), order).begin(told.keys());
                }));
    }
}
