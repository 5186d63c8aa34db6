package dev.terrace.gateway.cache.linear;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One caller of one node: does one thing after the other, as its seed says, and writes down what it was answered. */
final class Client implements Runnable {
    private static final String COUNTER = "counter";
    private static final List<String> KEYS = List.of("one", "two", COUNTER);

    /** What a trial's clients share. */
    record Shared(
            Gateways gateways,
            Function<String, @Nullable String> record,
            Runnable fault,
            Map<String, Queue<Call>> histories) {
        void note(String key, long begun, long ended, Call.Step step) {
            histories.computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>()).add(new Call(begun, ended, step));
        }
    }

    private final Shared shared;
    private final int number;
    private final int calls;
    private final Random random;
    private final CacheHandle cache;

    Client(Shared shared, int number, int calls, long seed) {
        this.shared = shared;
        this.number = number;
        this.calls = calls;
        this.random = new Random(seed * 31 + number);
        this.cache = shared.gateways.node(number % Gateways.NODES);
    }

    @Override
    public void run() {
        for (int n = 0; n < calls; n++) {
            if (number == 0 && n % (calls / 3) == calls / 3 - 1) {
                shared.fault.run();
            }
            String key = KEYS.get(random.nextInt(KEYS.size()));
            if (key.equals(COUNTER)) {
                count(random.nextInt(8));
            } else {
                register(key, number + "." + n, random.nextInt(10));
            }
        }
    }

    private void count(int dice) {
        long by = random.nextInt(5) - 1;
        if (dice == 0) {
            readRecord(COUNTER);
        } else if (dice == 1) {
            long fresh = 1000L * random.nextInt(1000);
            write(COUNTER, put(COUNTER, Long.toString(fresh), Condition.NONE), done -> Call.put(Long.toString(fresh)));
        } else {
            write(
                    COUNTER,
                    cache.increment(COUNTER, new Increment(by, null, null)),
                    done -> Call.add(by, done instanceof WriteResult.Done d ? d.count() : null));
        }
    }

    private void register(String key, String fresh, int dice) {
        switch (dice) {
            case 0, 1 -> readRecord(key);
            case 2 -> write(key, put(key, fresh, Condition.NONE), done -> Call.put(fresh));
            case 3 -> write(key, cache.delete(key, Condition.NONE, false), done -> Call.put(null));
            case 4, 5 ->
                write(key, put(key, fresh, new Condition.IfAbsent()), done -> Call.ifAbsent(fresh, held(done)));
            default -> ifMatch(key, fresh);
        }
    }

    private void ifMatch(String key, String fresh) {
        ReadResult there = read(cache, key, new ReadOptions(true, false, 0, null));
        if (there instanceof ReadResult.Hit hit && !hit.entry().negative()) {
            String expected = new String(hit.entry().value(), UTF_8);
            Condition condition = new Condition.IfMatch(Set.of(hit.entry().etag()));
            write(key, put(key, fresh, condition), done -> Call.ifMatch(expected, fresh, held(done)));
        }
    }

    private static @Nullable Boolean held(WriteResult result) {
        return switch (result) {
            case WriteResult.Done done -> true;
            case WriteResult.ConditionFailed failed -> false;
            case WriteResult.Refused refused -> null;
        };
    }

    private Uni<WriteResult> put(String key, String value, Condition condition) {
        return cache.write(key, new NewValue(value.getBytes(UTF_8), "text/plain", null, List.of()), condition);
    }

    private static ReadResult read(CacheHandle cache, String key, ReadOptions options) {
        return cache.read(key, options).await().atMost(Gateways.PATIENCE);
    }

    private void readRecord(String key) {
        long begun = System.nanoTime();
        try {
            String value = shared.record.apply(key);
            shared.note(key, begun, System.nanoTime(), Call.read(value));
        } catch (RuntimeException cut) {
            recovered();
        }
    }

    private void write(String key, Uni<WriteResult> call, Function<WriteResult, Call.Step> step) {
        long begun = System.nanoTime();
        WriteResult result = call.await().atMost(Gateways.PATIENCE);
        if (result instanceof WriteResult.Refused refused) {
            if (Set.of(Refusal.NOT_SUPPORTED, Refusal.CONFLICT, Refusal.TOO_LARGE)
                    .contains(refused.why())) {
                throw new AssertionError(refused);
            }
            shared.note(key, begun, Call.UNKNOWN, step.apply(result));
            recovered();
            return;
        }
        shared.note(key, begun, System.nanoTime(), step.apply(result));
        if (result instanceof WriteResult.Done done && done.position() != null) {
            readElsewhere(key, begun, done.position());
        }
    }

    /** Law 3: a read with the write's token is of some moment after the write began, on any node, from copies too. */
    private void readElsewhere(String key, long begun, Position token) {
        CacheHandle other = shared.gateways.node(random.nextInt(Gateways.NODES));
        ReadResult result = read(other, key, new ReadOptions(false, false, 0, token));
        switch (result) {
            case ReadResult.Hit hit ->
                shared.note(
                        key,
                        begun,
                        System.nanoTime(),
                        Call.read(new String(hit.entry().value(), UTF_8)));
            case ReadResult.Miss miss -> shared.note(key, begun, System.nanoTime(), Call.read(null));
            case ReadResult.Failed failed -> {}
        }
    }

    /** Goes on when the record answers again: calls that are refused by an open breaker say nothing. */
    private void recovered() {
        Awaitility.await()
                .atMost(Gateways.PATIENCE)
                .until(() ->
                        !(read(cache, "probe", new ReadOptions(true, false, 0, null)) instanceof ReadResult.Failed));
    }
}
