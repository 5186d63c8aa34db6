package dev.terrace.cachectl.replay;

import dev.terrace.cachectl.client.Access;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a trace to a cache. With one connection its order is kept: the answer comes before the next request. Several connections take
 * turns at the trace, which reorders it.
 */
public final class Replay {
    private static final int PROGRESS_EVERY = 256;

    private final Access access;
    private final Plan plan;

    /**
     * How to replay.
     *
     * @param cache the cache
     * @param perSecond requests a second, 0 for as fast as possible
     * @param connections connections, at least 1
     * @param ops take the trace's operations; else every row is get-or-fill
     * @param valueBytes size of a value where the trace has none
     */
    public record Plan(String cache, double perSecond, int connections, boolean ops, int valueBytes) {}

    public Replay(Access access, Plan plan) {
        this.access = access;
        this.plan = plan;
    }

    /** Runs to the end of the trace; {@code progress} hears how many more requests are done, from any thread. */
    public Tally run(Trace trace, LongConsumer progress) throws IOException, InterruptedException {
        if (plan.connections() == 1) {
            return follow(trace, progress);
        }
        List<Callable<Tally>> lines = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++) {
            lines.add(() -> follow(trace, progress));
        }
        Tally all = new Tally();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Tally> one : threads.invokeAll(lines)) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
        return all;
    }

    private Tally follow(Trace trace, LongConsumer progress) throws IOException {
        Tally tally = new Tally();
        Line line = new Line(access, plan.cache());
        double gap = plan.perSecond() <= 0 ? 0 : plan.connections() * 1e9 / plan.perSecond();
        long begin = System.nanoTime();
        long sent = 0;
        for (Trace.Request request = next(trace); request != null; request = next(trace)) {
            pace(begin, (long) (sent * gap));
            send(line, request, tally);
            if (++sent % PROGRESS_EVERY == 0) {
                progress.accept(PROGRESS_EVERY);
            }
        }
        progress.accept(sent % PROGRESS_EVERY);
        return tally;
    }

    private static Trace.@Nullable Request next(Trace trace) throws IOException {
        synchronized (trace) {
            return trace.next();
        }
    }

    private static void pace(long begin, long due) {
        for (long left = due - (System.nanoTime() - begin); left > 0; left = due - (System.nanoTime() - begin)) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(Line line, Trace.Request request, Tally tally) {
        try {
            switch (plan.ops() ? request.op() : "get") {
                case "set", "put", "add", "replace", "write" -> fill(line, request, tally);
                case "delete", "remove" -> {
                    Line.Answer answer = timed(() -> line.delete(request.key()), tally);
                    tally.deleted();
                    refuse(answer, tally);
                }
                default -> read(line, request, tally);
            }
        } catch (IOException e) {
            tally.error(request.key() + ": " + e);
        }
    }

    private void read(Line line, Trace.Request request, Tally tally) throws IOException {
        Line.Answer answer = timed(() -> line.get(request.key()), tally);
        String tier = CacheStatus.tier(answer.cacheStatus());
        tally.read(tier, answer.status() == 200 && tier != null);
        if (answer.status() == 404) {
            if (!plan.ops()) {
                fill(line, request, tally);
            }
        } else if (answer.status() != 200) {
            refuse(answer, tally);
        } else if (tier != null && !plan.ops() && !Values.belongs(request.key(), answer.body())) {
            tally.wrongValue();
        }
    }

    private void fill(Line line, Trace.Request request, Tally tally) throws IOException {
        int size = request.size() >= 0 ? request.size() : plan.valueBytes();
        byte[] value = Values.of(request.key(), size);
        Line.Answer answer = timed(() -> line.put(request.key(), value, request.ttl()), tally);
        tally.wrote();
        refuse(answer, tally);
    }

    private static void refuse(Line.Answer answer, Tally tally) {
        if (answer.status() >= 400) {
            tally.error("HTTP " + answer.status() + " "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private interface Call {
        Line.Answer send() throws IOException;
    }

    private static Line.Answer timed(Call call, Tally tally) throws IOException {
        long start = System.nanoTime();
        Line.Answer answer = call.send();
        tally.took(System.nanoTime() - start);
        return answer;
    }
}
