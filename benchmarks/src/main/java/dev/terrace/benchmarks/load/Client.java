package dev.terrace.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The load where wrk is not at hand: a Vert.x client on one event loop. It takes more of the processor than wrk, which the server's figure
 * does not count but the throughput shows.
 */
public record Client(int connections) implements Load {
    private static final long HOUR_MICROS = 3_600_000_000L;

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
            Future.join(loops).toCompletionStage().toCompletableFuture().join();
            return run.done();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** One run; everything in it happens on the one event loop. */
    private static final class Run {
        private final HttpClient client;
        private final RequestOptions request;
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
                    .setMethod(HttpMethod.GET)
                    .setHeaders(headers);
        }

        Future<Void> loop() {
            return Future.future(end -> vertx.runOnContext(now -> next().onComplete(end)));
        }

        /** Asks once, and again until the time is over. Each answer returns to the event loop, so the chain does not grow the stack. */
        private Future<Void> next() {
            long asked = System.nanoTime();
            return client.request(request)
                    .compose(HttpClientRequest::send)
                    .compose(answer -> answer.body().map(answer))
                    .transform(answer -> {
                        count(answer.result(), asked);
                        return System.nanoTime() - start < nanos ? loop() : Future.succeededFuture();
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
