package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * One schedule: a node reads, its fill is held; keys are made invalid on that or the other node; then the fill goes on. All that is open is
 * drawn from the seed.
 */
final class Schedule {
    private static final long PATIENCE_SECONDS = 30;

    private final Fleet fleet;
    private final Cell cell;
    private final Random random;
    private final String name;
    private final List<String> keys;
    private final int reader;
    private final int writer;
    private final Fill base;
    private final Holds holds;
    private final Law1 law;
    private final Actors actors;
    private final Changes changes;
    private final List<CompletableFuture<ReadResult>> open = new ArrayList<>();

    /** {@code name} is nobody else's. */
    Schedule(Fleet fleet, Lane lane, Cell cell, String name, Random random) {
        this.fleet = fleet;
        this.cell = cell;
        this.random = random;
        this.name = name;
        this.keys = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(n -> name + "-" + n)
                .toList();
        this.reader = random.nextInt(Fleet.NODES);
        this.writer = random.nextInt(Fleet.NODES);
        this.base = cell.fill() == Fill.LATE
                ? List.of(Fill.LOAD, Fill.REFRESH, Fill.PROMOTION).get(random.nextInt(3))
                : cell.fill();
        this.holds = Holds.draw(base, lane.near(), lane.far(), random);
        this.law = new Law1(fleet.history);
        this.actors = new Actors(fleet, lane, law);
        this.changes = new Changes(actors, keys, random);
    }

    /** Runs it; what it found. */
    Law1 run() {
        keys.forEach(changes::move);
        prepare();
        neighbours(random.nextInt(3));
        List<Gate> gates = keys.stream()
                .map(key -> fleet.node(reader).gates.put(key, holds.spot(), holds.before()))
                .toList();
        List<CompletableFuture<ReadResult>> reads = keys.stream()
                .map(key -> actors.cache(reader).read(key, ReadOptions.PLAIN).subscribeAsCompletionStage())
                .toList();
        gates.forEach(gate -> join(gate.arrived()));
        steps(random.nextInt(3));
        boolean expireFirst = random.nextBoolean();
        expire(gates, expireFirst);
        changes.make(cell.invalidation(), writer);
        steps(random.nextInt(3));
        expire(gates, !expireFirst);
        gates.forEach(Gate::open);
        reads.forEach(Schedule::join);
        steps(random.nextInt(3));
        open.forEach(Schedule::join);
        end();
        return law;
    }

    /** What the fill needs to begin. */
    private void prepare() {
        switch (base) {
            case REFRESH -> {
                keys.forEach(key -> fleet.history.stale(key, true));
                keys.forEach(key -> actors.read(reader, key, false));
                keys.forEach(actors::quiet);
                keys.forEach(key -> fleet.history.stale(key, false));
            }
            case PROMOTION -> keys.forEach(key -> actors.putFar(reader, key));
            default -> {
                if (random.nextBoolean()) {
                    keys.forEach(key -> actors.read(random.nextInt(Fleet.NODES), key, false));
                    keys.forEach(actors::quiet);
                    changes.make(Invalidation.values()[random.nextInt(4)], writer);
                    keys.forEach(actors::seen);
                    keys.forEach(changes::move);
                }
            }
        }
    }

    private void expire(List<Gate> gates, boolean now) {
        if (now && cell.fill() == Fill.LATE) {
            for (Gate gate : gates) {
                // Several in a row would open the breaker, and nothing would be asked any more.
                synchronized (fleet) {
                    gate.expire();
                    actors.read(reader, name + "-well", false);
                    actors.read(reader, name + "-again", false);
                }
            }
        }
    }

    /** Things that happen beside the schedule's keys, in its cache; and changes of the origin that no cache is told of. */
    private void neighbours(int count) {
        String other = name + "-other";
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(3)) {
                case 0 -> changes.move(any());
                case 1 -> actors.read(random.nextInt(Fleet.NODES), other, false);
                default ->
                    new Changes(actors, List.of(other), random).make(Invalidation.REMOVE, random.nextInt(Fleet.NODES));
            }
        }
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                neighbours(1);
            } else {
                // Before the gates are open it may have joined what is held.
                open.add(actors.begin(random.nextInt(Fleet.NODES), any(), random.nextBoolean()));
            }
        }
    }

    private String any() {
        return keys.get(random.nextInt(keys.size()));
    }

    /** When all is over: what both nodes say, and what they say when the nearer tier has lost it. */
    private void end() {
        for (String key : keys) {
            actors.quiet(key);
            actors.look(key);
            actors.read(writer, key, false);
            actors.read(1 - writer, key, true);
            actors.dropNear(key);
            actors.read(reader, key, true);
            actors.read(1 - reader, key, true);
            actors.quiet(key);
            actors.look(key);
        }
    }

    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return cell + " " + name + ": " + base + " held " + (holds.before() ? "before " : "after ") + holds.spot()
                + " on node " + reader + ", invalidated on node " + writer;
    }
}
