package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.OperationLimits;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code _mget}, {@code _mset}, {@code _mdelete}. Large bodies are read and written on a worker, never on the event loop. */
final class Batches {
    /** Writes of one batch that are under way at once, so one round trip for each step of theirs; the servers' bounds leave room for others. */
    static final int AT_ONCE = 128;

    /** Above that many bytes, JSON is a worker's business: below it is done in less time than the way there and back takes. */
    private static final int LARGE = 256 << 10;

    private final BodyBudget budget;
    private final DataPlaneLimits limits;
    private final OperationLimits quotas;
    private final InstantSource clock;

    Batches(BodyBudget budget, DataPlaneLimits limits, OperationLimits quotas, InstantSource clock) {
        this.quotas = quotas;
        this.budget = budget;
        this.limits = limits;
        this.clock = clock;
    }

    void get(Exchange exchange, CacheHandle cache) {
        Position wanted = Reads.position(exchange);
        body(exchange, body -> Json.read(body, BatchRequests.Keys.class).checked(), keys -> {
            taken(cache, keys);
            respond(exchange, cache.readAll(keys, wanted).map(results -> found(keys, results)), this::weight);
        });
    }

    void set(Exchange exchange, CacheHandle cache) {
        int maxValue = cache.spec().maxValueBytes();
        body(exchange, body -> Json.read(body, BatchRequests.Entries.class).checked(maxValue), writes -> {
            taken(cache, writes);
            respond(exchange, inTurn(writes, write -> set(cache, write)), results -> 0);
        });
    }

    void delete(Exchange exchange, CacheHandle cache) {
        body(exchange, body -> Json.read(body, BatchRequests.Keys.class).checked(), keys -> {
            taken(cache, keys);
            respond(exchange, inTurn(keys, key -> delete(cache, key)), results -> 0);
        });
    }

    /** Each key is an operation. */
    private void taken(CacheHandle cache, List<?> keys) {
        DataPlane.limited(quotas, cache.spec().name(), keys.size());
    }

    private static Uni<BatchAnswers.Result> set(CacheHandle cache, BatchRequests.Write write) {
        return cache.write(write.key(), write.value(), Condition.NONE)
                .map(result -> BatchAnswers.result(write.key(), result))
                .onFailure()
                .recoverWithItem(failure -> BatchAnswers.failed(write.key()));
    }

    private static Uni<BatchAnswers.Result> delete(CacheHandle cache, String key) {
        Uni<WriteResult> deleted = cache.delete(key, Condition.NONE, false);
        return deleted.map(result -> BatchAnswers.result(key, result))
                .onFailure()
                .recoverWithItem(failure -> BatchAnswers.failed(key));
    }

    private static <T> Uni<BatchAnswers.Results> inTurn(
            List<T> items, java.util.function.Function<T, Uni<BatchAnswers.Result>> act) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(item -> act.apply(item))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(done -> BatchAnswers.ordered(items, done));
    }

    private BatchAnswers.Entries found(List<String> keys, List<ReadResult> results) {
        for (ReadResult result : results) {
            // The token is the batch's, so no part of it can be answered.
            if (result instanceof ReadResult.Failed failed && failed.why() == Refusal.POSITION_NOT_REACHED) {
                throw Refusals.problem(failed.why(), failed.detail());
            }
        }
        return BatchAnswers.entries(keys, results, clock.millis());
    }

    private long weight(BatchAnswers.Entries entries) {
        long bytes = entries.bytes();
        if (bytes > limits.batchBytes()) {
            throw Problem.of(
                    Kind.TOO_LARGE,
                    "The values have " + bytes + " bytes together; ask for fewer keys (" + limits.batchBytes()
                            + " bytes at once).");
        }
        return bytes;
    }

    private <T> void body(Exchange exchange, java.util.function.Function<byte[], T> read, Consumer<T> then) {
        BodyReader.read(
                exchange,
                budget,
                limits.batchBytes(),
                body -> offLoop(exchange, body.length, () -> read.apply(body), then));
    }

    private static <T> void respond(Exchange exchange, Uni<T> answer, java.util.function.ToLongFunction<T> weight) {
        answer.subscribe()
                .with(
                        item -> exchange.on(() -> offLoop(
                                exchange,
                                weight.applyAsLong(item),
                                () -> Json.bytes(item),
                                json -> send(exchange, json))),
                        exchange::failed);
    }

    private static void send(Exchange exchange, byte[] json) {
        exchange.response.putHeader(Names.CONTENT_TYPE, Names.JSON).putHeader(Names.CACHE_CONTROL, Names.NO_STORE);
        exchange.end(json);
    }

    private static <T> void offLoop(Exchange exchange, long bytes, Supplier<T> work, Consumer<T> then) {
        if (bytes <= LARGE) {
            then.accept(work.get());
            return;
        }
        Vertx vertx = exchange.vertx;
        Callable<T> task = work::get;
        vertx.executeBlocking(task, false)
                .onSuccess(done -> exchange.on(() -> then.accept(done)))
                .onFailure(exchange::failed);
    }
}
