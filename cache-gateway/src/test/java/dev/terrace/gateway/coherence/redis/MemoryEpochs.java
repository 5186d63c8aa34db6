package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.coherence.EpochStore;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicLong;

/** Epochs that outlive the log, not the test. */
final class MemoryEpochs implements EpochStore {
    private final AtomicLong epoch = new AtomicLong();

    @Override
    public Uni<Long> current(int log) {
        return Uni.createFrom().item(epoch::get);
    }

    @Override
    public Uni<Boolean> advance(int log, long from, long to) {
        return Uni.createFrom().item(() -> epoch.compareAndSet(from, to));
    }
}
