package dev.terrace.gateway.warming.peer;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.cache.view.Glob;
import dev.terrace.gateway.warming.Progress;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what another gateway has in memory of one cache, hottest first, batch by batch, one under way at a time. After each batch it
 * waits until neither its keys nor its bytes exceed their rates. It ends when memory is so full that the next entries would evict
 * hotter ones. A gateway that fails is left for the next, from the same key on.
 */
final class PeerRun {
    private static final Logger LOG = Logger.getLogger(PeerRun.class);
    private static final double FULL = 0.97;

    private final Progress progress;
    private final CacheHandle cache;
    private final PeerCopies copies;
    private final Bounds bounds;
    private final Time time;
    private final Deque<Peer> peers;
    private final Deque<String> left = new ArrayDeque<>();

    /**
     * How much and how fast.
     *
     * @param most keys at most
     * @param pattern of keys; null for all
     * @param keysPerSecond at most
     * @param bytesPerSecond at most, with one batch (about 1 MiB) more
     * @param untilNanos no batch begins after it
     */
    record Bounds(int most, @Nullable String pattern, int keysPerSecond, long bytesPerSecond, long untilNanos) {}

    PeerRun(Progress progress, CacheHandle cache, PeerCopies copies, Bounds bounds, Time time, List<Peer> peers) {
        this.progress = progress;
        this.cache = cache;
        this.copies = copies;
        this.bounds = bounds;
        this.time = time;
        this.peers = new ArrayDeque<>(peers);
    }

    /** Asks the first of the gateways that answers for its keys, and begins. */
    void start() {
        Peer peer = peers.peek();
        if (peer == null) {
            progress.failed(Problem.of(Kind.UNAVAILABLE, "No other gateway answers."));
            return;
        }
        copies.keys(peer, cache.spec().name(), bounds.most()).subscribe().with(this::begin, failure -> {
            left(peer, failure);
            start();
        });
    }

    /** Begins with keys that are known already. */
    void begin(List<String> found) {
        Glob glob = bounds.pattern() == null ? null : Glob.of(bounds.pattern());
        found.stream()
                .filter(key -> glob == null || glob.matches(key))
                .limit(bounds.most())
                .forEach(left::add);
        progress.total(left.size());
        batch();
    }

    private void batch() {
        List<String> asked = wanted();
        boolean late = time.nanos() - bounds.untilNanos() >= 0;
        if (asked.isEmpty() || progress.cancelled() || late || full()) {
            progress.end();
            return;
        }
        Peer peer = peers.peek();
        if (peer == null) {
            progress.failed(Problem.of(Kind.UNAVAILABLE, "No other gateway answers any more."));
            return;
        }
        long start = time.nanos();
        copies.take(peer, cache, asked).subscribe().with(taken -> taken(asked, taken, start), failure -> {
            asked.reversed().forEach(left::addFirst);
            left(peer, failure);
            batch();
        });
    }

    /** The next that are not here already. */
    private List<String> wanted() {
        List<String> asked = new ArrayList<>();
        while (!left.isEmpty() && asked.size() < batchSize()) {
            String key = left.removeFirst();
            if (cache.filling().holds(key)) {
                progress.count(Warmed.Outcome.ALREADY);
            } else {
                asked.add(key);
            }
        }
        return asked;
    }

    private int batchSize() {
        return Math.max(1, Math.min(PeerExport.MOST_KEYS, bounds.keysPerSecond() / 10));
    }

    private void taken(List<String> asked, PeerCopies.Taken taken, long startNanos) {
        asked.subList(taken.dealtWith(), asked.size()).reversed().forEach(left::addFirst);
        taken.outcomes().forEach(progress::count);
        progress.taken(taken.bytes());
        double seconds = Math.max(
                (double) taken.dealtWith() / bounds.keysPerSecond(), (double) taken.bytes() / bounds.bytesPerSecond());
        long spentMs = (time.nanos() - startNanos) / 1_000_000;
        time.after(Math.max(1, (long) Math.ceil(seconds * 1000) - spentMs), this::batch);
    }

    private void left(Peer peer, Throwable failure) {
        LOG.infof("gateway left for another node=%s reason=%s", peer.node(), failure.getMessage());
        peers.poll();
    }

    private boolean full() {
        for (TierState tier : cache.tiers()) {
            if (tier.tier() == TierName.MEMORY) {
                return tier.bytes() >= tier.maxBytes() * FULL;
            }
        }
        return true;
    }
}
