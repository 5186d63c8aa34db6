package dev.terrace.optimizer.ingest;

import dev.terrace.events.AccessSample;
import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.curve.AccessProfile;
import dev.terrace.optimizer.analysis.curve.ProfileCodec;
import dev.terrace.optimizer.analysis.simulate.Simulations;
import dev.terrace.optimizer.analysis.ttl.TtlSimulation;
import dev.terrace.optimizer.history.SavedProfile;
import dev.terrace.optimizer.history.SavedProfile.Mark;
import java.util.HashMap;
import java.util.Map;

/** A cache's profile, what other caches would have made of its accesses since this process began, and the last sample taken from each node, by which a repetition is left out and a loss is seen. */
final class CacheState {
    final AccessProfile profile;
    final Simulations simulations = new Simulations();
    final TtlSimulation lives = new TtlSimulation();
    final int part;
    private final Map<String, Mark> marks = new HashMap<>();
    boolean changed;

    CacheState(int part) {
        this.part = part;
        this.profile = new AccessProfile();
    }

    CacheState(SavedProfile saved) {
        this.part = saved.part();
        this.profile = ProfileCodec.read(saved.state());
        marks.putAll(saved.marks());
    }

    /** What became of a sample. */
    enum Taken {
        NEXT,
        REPEATED,
        AFTER_A_GAP
    }

    Taken take(AccessSample sample) {
        Mark last = marks.get(sample.node());
        boolean sameSampler = last != null && last.epoch() == sample.epoch();
        if (last != null && (sample.epoch() < last.epoch() || (sameSampler && sample.sequence() <= last.sequence()))) {
            return Taken.REPEATED;
        }
        AccessBatch batch = SampleColumns.decoded(sample);
        long expected = sameSampler && last != null ? last.sequence() + 1 : 0;
        boolean gap = sample.sequence() > expected;
        if (gap) {
            profile.gap();
        }
        profile.accept(batch);
        simulations.accept(batch);
        lives.accept(batch);
        marks.put(sample.node(), new Mark(sample.epoch(), sample.sequence()));
        changed = true;
        return gap ? Taken.AFTER_A_GAP : Taken.NEXT;
    }

    SavedProfile saved(String cacheName) {
        return new SavedProfile(cacheName, part, ProfileCodec.write(profile), Map.copyOf(marks));
    }
}
