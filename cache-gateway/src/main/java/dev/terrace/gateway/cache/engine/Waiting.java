package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.cache.view.Mark;
import java.util.List;

/** What this node has to append as soon as the log is back. Until that is done its view does not count as current. */
final class Waiting {
    private static final int BATCH = 500;

    private final Coherence coherence;
    private final InvalidationLog log;
    private final Pending pending;
    private boolean flushing;

    Waiting(Coherence coherence, InvalidationLog log, int most) {
        this.coherence = coherence;
        this.log = log;
        this.pending = new Pending(most);
    }

    /** Applies a mark here and keeps it; its local position. */
    Position hold(Mark mark) {
        Position local;
        Mark kept;
        synchronized (this) {
            kept = pending.add(mark);
            local = coherence.view().hold(kept);
        }
        coherence.tell(kept);
        return local;
    }

    int size() {
        return pending.size();
    }

    /** Whether nothing waits; else begins to append. */
    boolean flushed(long sentNanos) {
        synchronized (this) {
            if (pending.size() == 0) {
                return true;
            }
            if (flushing) {
                return false;
            }
            flushing = true;
        }
        flush();
        return false;
    }

    private void flush() {
        List<Mark> batch = pending.oldest(BATCH);
        log.append(batch)
                .subscribe()
                .with(
                        appended -> {
                            coherence.own(batch, appended);
                            if (finished(batch)) {
                                coherence.back();
                            } else {
                                flush();
                            }
                        },
                        failure -> stopped());
    }

    private synchronized boolean finished(List<Mark> batch) {
        pending.done(batch);
        if (pending.size() > 0) {
            return false;
        }
        coherence.view().release();
        flushing = false;
        return true;
    }

    private synchronized void stopped() {
        flushing = false;
    }
}
