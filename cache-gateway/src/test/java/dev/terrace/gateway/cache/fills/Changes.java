package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.tier.Trial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes what is cached of some keys invalid, and tells the law what that forbids. */
record Changes(Actors actors, List<String> keys, Random random) {
    private History history() {
        return actors.fleet().history;
    }

    /** The origin's value changes, and no cache is told. */
    void move(String key) {
        history().land(key, history().fresh());
    }

    void make(Invalidation kind, int node) {
        String first = keys.getFirst();
        switch (kind) {
            case REMOVE -> remove(node);
            case TAG -> select(node, new Selector(List.of(), List.of(History.tag(first)), null, false, false));
            case PATTERN -> {
                String stem = first.substring(0, first.indexOf('-') + 1);
                select(node, new Selector(List.of(), List.of(), stem + "*", false, false));
            }
            case CLEAR -> select(node, new Selector(List.of(), List.of(), null, true, false));
            case OVERWRITE -> overwrite(node);
        }
    }

    /** The origin has changed; then the cache is told. */
    private void select(int node, Selector selector) {
        keys.forEach(this::move);
        Map<String, Integer> lowest = keys.stream().collect(Collectors.toMap(Function.identity(), history()::now));
        Position at = Objects.requireNonNull(
                Trial.await(actors.cache(node).invalidate(selector, "fills")).position());
        lowest.forEach((key, version) -> actors.law().acknowledged(key, node, at, version));
    }

    private void remove(int node) {
        switch (random.nextInt(3)) {
            case 0 -> select(node, new Selector(keys, List.of(), null, false, false));
            case 1 ->
                keys.forEach(key -> {
                    move(key);
                    int lowest = history().now(key);
                    done(key, node, Trial.await(actors.cache(node).delete(key, Condition.NONE, true)), lowest);
                });
            default ->
                keys.forEach(key -> {
                    WriteResult result = Trial.await(actors.cache(node).delete(key, Condition.NONE, false));
                    done(key, node, result, history().now(key));
                });
        }
    }

    private void overwrite(int node) {
        boolean aside = actors.lane().spec().strategy() == Strategy.CACHE_ASIDE;
        for (String key : keys) {
            if (!aside && random.nextInt(3) == 0) {
                race(key, node, random.nextInt(Fleet.NODES), random.nextBoolean());
            } else {
                int value = history().fresh();
                if (aside) {
                    history().land(key, value);
                }
                done(key, node, Trial.await(write(key, node, value)), history().version(key, value));
            }
        }
    }

    /** Two writers of one key; which of the two wins at the origin is drawn, and the one that began first is acknowledged last. */
    private void race(String key, int first, int second, boolean firstWins) {
        Gate gate = actors.fleet().node(first).gates.put(key, Spot.WRITE, firstWins);
        int one = history().fresh();
        int two = history().fresh();
        CompletableFuture<WriteResult> slow = write(key, first, one).subscribeAsCompletionStage();
        Schedule.join(gate.arrived());
        done(key, second, Trial.await(write(key, second, two)), history().version(key, two));
        gate.open();
        done(key, first, Schedule.join(slow), history().version(key, one));
    }

    private io.smallrye.mutiny.Uni<WriteResult> write(String key, int node, int value) {
        return actors.cache(node).write(key, history().newValue(key, value), Condition.NONE);
    }

    private void done(String key, int node, WriteResult result, int lowest) {
        if (result instanceof WriteResult.Done done && done.position() != null) {
            actors.law().acknowledged(key, node, done.position(), lowest);
        } else {
            throw new IllegalStateException("not done: " + result);
        }
    }
}
