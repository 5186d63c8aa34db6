package dev.terrace.gateway.cache.linear;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the calls on one key can be put into one order that explains all answers, each call at some moment between its beginning and
 * its end (Wing and Gong, "Testing and verifying concurrent objects", 1993), remembering which sets of calls led to which state (Lowe,
 * "Testing for linearizability", 2017). Exponential in the calls that overlap, not in the length.
 */
final class Checker {
    private final List<Call> calls;
    private final Set<Seen> seen = new HashSet<>();

    private record Seen(BitSet done, @Nullable String state) {}

    private Checker(List<Call> calls) {
        this.calls = calls;
    }

    /** Whether there is such an order, beginning with nothing. */
    static boolean linearizable(List<Call> history) {
        List<Call> calls = new ArrayList<>(history);
        calls.sort(Comparator.comparingLong(Call::begun));
        return new Checker(calls).from(new BitSet(), null);
    }

    private boolean from(BitSet done, @Nullable String state) {
        long firstEnd = Call.UNKNOWN;
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, calls.get(i).ended());
        }
        if (firstEnd == Call.UNKNOWN) {
            return true; // what is left may never have happened
        }
        for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
            Call call = calls.get(i);
            if (call.begun() > firstEnd) {
                return false; // sorted: all that follow begin later still
            }
            String after = call.step().on(state);
            if (!Call.IMPOSSIBLE.equals(after)) {
                BitSet more = (BitSet) done.clone();
                more.set(i);
                if (seen.add(new Seen(more, after)) && from(more, after)) {
                    return true;
                }
            }
        }
        return false;
    }
}
