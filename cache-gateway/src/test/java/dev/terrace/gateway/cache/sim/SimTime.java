package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Virtual time and the one thread of the world: what runs next is drawn from the seed. */
public final class SimTime implements Time, Executor {
    private static final long EPOCH_MS = 1_700_000_000_000L;

    private final Random random;
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long now;
    private long sequence;
    private long tick;

    private static final class Timer implements Comparable<Timer> {
        final long due;
        final long order;
        Runnable task;

        Timer(long due, long order, Runnable task) {
            this.due = due;
            this.order = order;
            this.task = task;
        }

        @Override
        public int compareTo(Timer other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
        }
    }

    /** A world's time from that seed. */
    public SimTime(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** Rises with every task: the order in which things happened. */
    long tick() {
        return tick;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long millis() {
        return EPOCH_MS + now / 1_000_000;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public Runnable after(long delayMs, Runnable task) {
        Timer timer = new Timer(now + delayMs * 1_000_000, sequence++, task);
        timers.add(timer);
        return () -> timer.task = () -> {};
    }

    @Override
    public void background(Runnable task) {
        execute(task);
    }

    /** Runs one task. */
    void step() {
        tick++;
        if (!ready.isEmpty() && random.nextInt(24) != 0) {
            ready.remove(random.nextInt(ready.size())).run();
        } else if (!timers.isEmpty()) {
            fire();
        }
    }

    private void fire() {
        Timer timer = timers.remove();
        now = Math.max(now, timer.due);
        timer.task.run();
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Runs everything that is due until then. */
    public void advance(long ms) {
        long end = now + ms * 1_000_000;
        while (!ready.isEmpty() || (!timers.isEmpty() && timers.peek().due <= end)) {
            step();
        }
        now = end;
    }

    boolean until(BooleanSupplier condition, int mostSteps) {
        for (int i = 0; i < mostSteps && !condition.getAsBoolean(); i++) {
            step();
        }
        return condition.getAsBoolean();
    }

    /** Some time from now. */
    void later(Runnable task, int mostMs) {
        int draw = random.nextInt(100);
        if (draw < 82) {
            execute(task);
        } else if (draw < 96) {
            after(random.nextInt(40), task);
        } else {
            after(random.nextInt(mostMs), task);
        }
    }
}
