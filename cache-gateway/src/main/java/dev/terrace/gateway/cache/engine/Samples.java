package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import java.util.ArrayDeque;

/** Which position this node had seen a while ago, by its own record: no clock of another machine is asked. One thread at a time. */
final class Samples {
    private record Sample(long nanos, Position position) {}

    private static final long APART_NANOS = 100_000_000;

    private final Time time;
    private final long behindNanos;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private Position behind = Position.NONE;

    Samples(Time time, long behindNanos) {
        this.time = time;
        this.behindNanos = behindNanos;
    }

    /** Notes where the view is; true when an epoch began. */
    boolean take(Position position) {
        boolean epoch = behind.epoch() != position.epoch();
        if (epoch) {
            samples.clear();
            behind = new Position(position.epoch(), 0);
        }
        if (samples.isEmpty() || time.nanos() - samples.peekLast().nanos() >= APART_NANOS) {
            samples.add(new Sample(time.nanos(), position));
        }
        while (!samples.isEmpty() && time.nanos() - samples.peekFirst().nanos() > behindNanos) {
            behind = samples.removeFirst().position();
        }
        return epoch;
    }

    /** The newest position that was seen at least so long ago; the beginning of the epoch when there is none. */
    Position behind() {
        return behind;
    }
}
