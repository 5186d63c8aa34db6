package dev.terrace.benchmarks.race;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Counters at an origin of its own behind a few gateways. Clients, origin and bookkeeping share one event loop, so that what is known needs no
 * locks and the machine is left to the gateways. Its methods may be called by any other thread; they wait.
 */
final class Race implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int BATCH = 500;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<Gateway> gateways = new ArrayList<>();
    private final CountingOrigin origin = new CountingOrigin(vertx);
    private final int port;
    private volatile boolean stopped;
    private volatile long judged;

    /** Where a gateway is and a token for it. */
    record Place(String url, String token) {}

    Race(List<Place> places) {
        for (Place place : places) {
            gateways.add(new Gateway(vertx, gateways.size(), place.url(), place.token()));
        }
        port = on(origin::listen);
    }

    /** The {@code url_template} for a cache's origin. */
    String originOf(String cache) {
        return "http://127.0.0.1:" + port + "/" + cache + "/{key}";
    }

    /** A cache that exists at all gateways. */
    Counters counters(String cache, boolean behindOrigin, int groups, int groupSize) {
        Counters counters = new Counters(cache, behindOrigin, groups, groupSize, gateways.size());
        return on(() -> {
            origin.serve(counters);
            return Future.succeededFuture(counters);
        });
    }

    List<Gateway> gateways() {
        return gateways;
    }

    /** Begins with those caches; the future is done when the plan is, or after {@link #stop}. */
    CompletableFuture<Outcome> start(Plan plan, List<Counters> raced) {
        stopped = false;
        judged = 0;
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        vertx.runOnContext(
                now -> new Run(plan, raced).all().onSuccess(ended::complete).onFailure(ended::completeExceptionally));
        return ended;
    }

    /** Answers of the present run, or the last one, that were judged so far. */
    long judged() {
        return judged;
    }

    /** What is running ends when what is on its way has been answered. */
    void stop() {
        stopped = true;
    }

    /** Runs on the event loop and waits for what comes of it. */
    <T> T on(Supplier<Future<T>> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            try {
                task.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /**
     * Reads every key of the caches once at every gateway, while nobody writes: what is not the newest acknowledged version, in words.
     */
    List<String> apart(List<Counters> compared) {
        List<String> apart = new ArrayList<>();
        for (Counters counters : compared) {
            int[] keys = IntStream.range(0, counters.size()).toArray();
            for (Gateway gateway : gateways) {
                Outcome read = read(gateway, counters, keys);
                if (read.reads() < keys.length || read.behind() + read.violations() > 0) {
                    apart.add("gateway " + (gateway.number() + 1) + ": " + read);
                }
            }
        }
        return apart;
    }

    /** Reads those keys at that gateway, in batches. */
    Outcome read(Gateway gateway, Counters counters, int[] keys) {
        Tally tally = new Tally();
        Readers readers = new Readers(List.of(gateway), List.of(counters), tally, 0);
        long began = System.nanoTime();
        return on(() -> {
            List<Future<Void>> all = new ArrayList<>();
            for (int from = 0; from < keys.length; from += BATCH) {
                all.add(readers.batch(
                        gateway, counters, Arrays.copyOfRange(keys, from, Math.min(keys.length, from + BATCH))));
            }
            return Future.join(all).map(done -> Outcome.of(tally, List.of(counters), System.nanoTime() - began));
        });
    }

    @Override
    public void close() {
        stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One run of a plan; on the event loop. */
    private final class Run {
        private final Plan plan;
        private final List<Counters> raced;
        private final Tally tally = new Tally();
        private final Readers readers;
        private final Writers writers;
        private final long began = System.nanoTime();
        private long turns;

        Run(Plan plan, List<Counters> raced) {
            this.plan = plan;
            this.raced = raced;
            this.readers = new Readers(gateways, raced, tally, plan.seed());
            this.writers = new Writers(gateways, raced, tally, plan.seed() + 1);
        }

        Future<Outcome> all() {
            List<Future<Void>> loops = new ArrayList<>();
            repeat(loops, plan.batches(), () -> readers.batch(plan.batch()), plan.readPauseMs());
            repeat(loops, plan.singles(), () -> readers.single(turns++ % 2 == 0), plan.readPauseMs());
            repeat(loops, plan.writers(), writers::any, plan.pauseMs());
            return Future.all(loops).map(done -> Outcome.of(tally, raced, System.nanoTime() - began));
        }

        private void repeat(List<Future<Void>> loops, int times, Supplier<Future<Void>> act, long pauseMs) {
            for (int i = 0; i < times; i++) {
                Promise<Void> end = Promise.promise();
                loops.add(end.future());
                again(act, pauseMs, end);
            }
        }

        private boolean over() {
            return stopped || tally.reads() >= plan.reads() || System.nanoTime() - began > plan.mostMs() * 1_000_000;
        }

        /** Each turn begins with nothing of the last one behind it on the stack. */
        private void again(Supplier<Future<Void>> act, long pauseMs, Promise<Void> end) {
            act.get().onComplete(done -> {
                judged = tally.reads();
                if (done.failed()) {
                    end.tryFail(done.cause());
                } else if (over()) {
                    end.tryComplete();
                } else if (pauseMs > 0) {
                    vertx.setTimer(pauseMs, fired -> again(act, pauseMs, end));
                } else {
                    vertx.runOnContext(now -> again(act, pauseMs, end));
                }
            });
        }
    }
}
