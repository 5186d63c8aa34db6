package dev.terrace.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The load where wrk is not at hand: a Vert.x client on one event loop. It takes more of the processor than wrk, which the server's figure
 * does not count but the throughput shows.
 */
public record Client(int connections) implements Load {
    private static final long HOUR_MICROS = 3_600_000_000L;
    /** How long the last answer of a run may take. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "built-in client";
    }

    @Override
    public Done run(Target target, Duration time) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Run run = new Run(vertx, connections, target, System.nanoTime(), time.toNanos());
            List<Future<Void>> loops =
                    IntStream.range(0, connections).mapToObj(i -> run.loop()).toList();
            Future.join(loops)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(time.plus(LAST_ANSWER).toNanos(), TimeUnit.NANOSECONDS)
                    .join();
            return run.done();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** One run; everything in it happens on the one event loop. */
    private static final class Run {
        private final HttpClient client;
        private final RequestOptions request;
        private final @Nullable Buffer body;
        private final Vertx vertx;
        private final long start;
        private final long nanos;
        private final Histogram times = new Histogram(HOUR_MICROS, 3);
        private long failed;

        Run(Vertx vertx, int connections, Target target, long start, long nanos) {
            this.vertx = vertx;
            this.start = start;
            this.nanos = nanos;
            client = vertx.createHttpClient(
                    new HttpClientOptions().setMaxPoolSize(connections).setKeepAlive(true));
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(target.headers());
            request = new RequestOptions()
                    .setAbsoluteURI(target.uri().toString())
                    .setMethod(target.body() == null ? HttpMethod.GET : HttpMethod.POST)
                    .setHeaders(headers);
            body = target.body() == null ? null : Buffer.buffer(target.body());
            if (body != null) {
                headers.set("Content-Type", "application/json");
            }
        }

        Future<Void> loop() {
            Promise<Void> end = Promise.promise();
            vertx.runOnContext(now -> ask(end));
            return end.future();
        }

        /**
         * Asks once, and again until the time is over. Each turn begins on the event loop with nothing of the last one behind it: futures
         * chained turn by turn would all complete inside each other at the end, deeper than the stack.
         */
        private void ask(Promise<Void> end) {
            long asked = System.nanoTime();
            client.request(request)
                    .compose(asking -> body == null ? asking.send() : asking.send(body))
                    .compose(answer -> answer.body().map(answer))
                    .onComplete(answer -> {
                        count(answer.result(), asked);
                        if (System.nanoTime() - start < nanos) {
                            vertx.runOnContext(now -> ask(end));
                        } else {
                            end.complete();
                        }
                    });
        }

        private void count(HttpClientResponse answer, long asked) {
            if (answer == null || answer.statusCode() / 100 != 2) {
                failed++;
            }
            times.recordValue(Math.min(HOUR_MICROS, Math.max(1, (System.nanoTime() - asked) / 1000)));
        }

        Done done() {
            return new Done(
                    times.getTotalCount(),
                    failed,
                    times.getTotalCount() * 1e9 / (System.nanoTime() - start),
                    times.getValueAtPercentile(50),
                    times.getValueAtPercentile(99));
        }
    }
}
