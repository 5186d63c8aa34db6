package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One run: traffic and trouble, then rest, then everything has to agree with the truth. */
final class Simulation {
    private static final int ACTIONS = 120;

    private final World world;
    private final Law1 law;
    private final Traffic traffic;

    Simulation(long seed, Scenario scenario, Consumer<World> changes) {
        this.world = new World(seed, scenario);
        changes.accept(world);
        this.law = new Law1(world);
        this.traffic = new Traffic(world, law);
    }

    /** Runs with that kind of trouble. */
    Law1 run(Trouble trouble) {
        world.time.advance(5000);
        for (int i = 0; i < ACTIONS; i++) {
            traffic.act();
            trouble.strike(world);
            world.time.steps(world.time.random().nextInt(14));
            if (world.time.random().nextInt(40) == 0) {
                world.time.advance(world.time.random().nextInt(50_000));
            }
        }
        trouble.end(world);
        world.time.advance(300_000);
        for (int node = 0; node < world.nodes.size(); node++) {
            if (!world.nodes.get(node).dead()) {
                agrees(node);
            }
        }
        return law;
    }

    private void agrees(int node) {
        CacheHandle cache = world.cache(node);
        for (String key : World.KEYS) {
            AtomicReference<ReadResult> answer = new AtomicReference<>();
            cache.read(key, ReadOptions.PLAIN).subscribe().with(answer::set);
            world.time.advance(200_000);
            Optional<Integer> truth = world.truth.of(key);
            Optional<Integer> served = answer.get() instanceof ReadResult.Hit hit
                    ? Optional.of(World.value(hit.entry()))
                    : Optional.empty();
            boolean failed = answer.get() instanceof ReadResult.Failed;
            if (!failed && !served.equals(truth)) {
                law.violated("at rest node " + node + " says " + served + " of " + key + ", the truth is " + truth);
            }
        }
    }
}
