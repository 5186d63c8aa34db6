package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.Warmed;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One warming job under way, key by key. Keys begin as the pace allows and fewer than so many are unfinished; whichever thread finishes one
 * goes on, and only one thread is in {@link #step} at a time. Nothing begins after it was cancelled.
 */
final class WarmRun {
    private static final Logger LOG = Logger.getLogger(WarmRun.class);

    private final Filling cache;
    private final Progress progress;
    private final Time time;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private Warmth warmth = new Warmth.Loaded(java.util.List.of(), null);
    private Pace pace = new Pace(1, 0);
    private int atOnce = 1;
    private int next;
    private volatile boolean waiting;
    private boolean over;

    WarmRun(Filling cache, Progress progress, Time time) {
        this.cache = cache;
        this.progress = progress;
        this.time = time;
        progress.onCancel(this::pump);
    }

    void start(Warmth what, int perSecond, int concurrency) {
        warmth = what;
        progress.total(what.size());
        pace = new Pace(perSecond, time.nanos());
        atOnce = concurrency;
        pump();
    }

    private void pump() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        while (!over) {
            if (progress.cancelled() || next >= warmth.size()) {
                if (unfinished.get() == 0) {
                    over = true;
                    progress.end();
                }
                return;
            }
            if (unfinished.get() >= atOnce || waiting) {
                return;
            }
            if (!pace.take(time.nanos())) {
                waiting = true;
                time.after(pace.waitMs(), this::waited);
                return;
            }
            begin(next++);
        }
    }

    private void waited() {
        waiting = false;
        pump();
    }

    private void begin(int index) {
        unfinished.incrementAndGet();
        warmth.warm(cache, index).subscribe().with(this::warmed, failure -> {
            LOG.warnf("key not warmed id=%s reason=%s", progress.id(), failure.getMessage());
            warmed(Warmed.REFUSED);
        });
    }

    private void warmed(Warmed result) {
        progress.count(result.outcome());
        unfinished.decrementAndGet();
        pump();
    }
}
