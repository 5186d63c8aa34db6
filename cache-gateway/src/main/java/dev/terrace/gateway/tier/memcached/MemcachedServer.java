package dev.terrace.gateway.tier.memcached;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionObserver;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.OperationFuture;
import net.spy.memcached.ops.OperationStatus;
import net.spy.memcached.ops.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One Memcached and the connection to it. It knows when the server started: asked after each connect, forgotten when the connection is lost, and
 * before it is known nothing is sent. CAS ids begin anew with the server, so every name carries that start.
 *
 * <p>Calls fail after a deadline of their own, since the client has none for what is already sent; a row of such failures makes the client
 * connect anew. Calls in flight are bounded.
 */
final class MemcachedServer implements ConnectionObserver {
    private static final Set<StatusCode> ANSWERS =
            Set.of(StatusCode.SUCCESS, StatusCode.ERR_NOT_FOUND, StatusCode.ERR_EXISTS, StatusCode.ERR_NOT_STORED);
    private static final int TIMEOUTS_BEFORE_RECONNECT = 64;
    private static final long STATS_AGAIN_MS = 100;
    private static final int TURNS_A_SECOND = 10;

    private final String address;
    private final MemcachedClient client;
    private final ScheduledFuture<?> asking;
    private final Duration deadline;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable Start start;
    private int connects;
    private int turns;

    /** When a server began, and what it is. */
    record Start(String id, String version) {}

    MemcachedServer(InetSocketAddress address, Duration deadline, int maxInFlight, ScheduledExecutorService timer) {
        this.address = address.getHostString() + ":" + address.getPort();
        this.deadline = deadline;
        this.maxInFlight = maxInFlight;
        try {
            this.client = new MemcachedClient(
                    new ConnectionFactoryBuilder()
                            .setDaemon(true)
                            .setFailureMode(FailureMode.Cancel)
                            .setMaxReconnectDelay(1)
                            .setOpQueueMaxBlockTime(1)
                            .setOpTimeout(deadline.toMillis())
                            .setTimeoutExceptionThreshold(TIMEOUTS_BEFORE_RECONNECT)
                            .setUseNagleAlgorithm(false)
                            .setInitialObservers(List.of(this))
                            .build(),
                    List.of(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.asking = timer.scheduleWithFixedDelay(this::ask, 0, STATS_AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    /** Stable over restarts: picks the server of a key. */
    String address() {
        return address;
    }

    /** The server's start, null while it is away or has not said it. */
    @Nullable
    Start start() {
        return start;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** The bytes with their id; null when there are none. */
    Uni<@Nullable CASValue<byte[]>> gets(String name) {
        return call(c -> c.asyncGets(name, Bytes.PLAIN));
    }

    /** True when there was nothing of that name. */
    Uni<Boolean> add(String name, int seconds, byte[] bytes) {
        return this.<Boolean>call(c -> c.add(name, seconds, bytes, Bytes.PLAIN)).map(Boolean.TRUE::equals);
    }

    /** True when the id was still the one given. */
    Uni<Boolean> cas(String name, long id, int seconds, byte[] bytes) {
        return this.<CASResponse>call(c -> c.asyncCAS(name, id, seconds, bytes, Bytes.PLAIN))
                .map(answer -> answer == CASResponse.OK);
    }

    /** Those that there are, asked in one command. */
    Uni<Map<String, byte[]>> getAll(List<String> names) {
        return Uni.createFrom().deferred(() -> {
            if (inFlight.incrementAndGet() > maxInFlight) {
                inFlight.decrementAndGet();
                return Uni.createFrom().failure(new IllegalStateException("Too many calls wait for Memcached."));
            }
            return Bulk.get(client, names, deadline).onTermination().invoke(() -> inFlight.decrementAndGet());
        });
    }

    /** Completes when the server has confirmed that there is nothing of that name. */
    Uni<Void> delete(String name) {
        return this.<Boolean>call(c -> c.delete(name)).replaceWithVoid();
    }

    void close() {
        asking.cancel(false);
        client.shutdown();
    }

    @Override
    public synchronized void connectionEstablished(SocketAddress socket, int reconnectCount) {
        forget();
    }

    @Override
    public synchronized void connectionLost(SocketAddress socket) {
        forget();
    }

    private void forget() {
        start = null;
        connects++;
    }

    /**
     * Asks for the start while it is not known, and every second after: the client does not notice that an idle connection has ended before
     * it writes to it. Blocks up to the deadline: on the timer's thread.
     */
    private void ask() {
        if (start != null && ++turns % TURNS_A_SECOND != 0) {
            return;
        }
        int asked = connects();
        try {
            client.getStats().values().stream()
                    .filter(stats -> stats.containsKey("uptime"))
                    .findFirst()
                    .ifPresent(stats -> learn(asked, stats));
        } catch (RuntimeException e) {
            // Away or closed: asked again at the next turn.
            return;
        }
    }

    private synchronized int connects() {
        return connects;
    }

    /** Counts only if the connection is still the one that was asked. */
    private synchronized void learn(int asked, Map<String, String> stats) {
        if (asked == connects) {
            long began = number(stats, "time") - number(stats, "uptime");
            String id = Long.toString(began, 36) + "-" + Long.toString(number(stats, "pid"), 36);
            start = new Start(id, stats.getOrDefault("version", "unknown"));
        }
    }

    private static long number(Map<String, String> stats, String name) {
        return Long.parseLong(stats.getOrDefault(name, "0"));
    }

    private <T> Uni<@Nullable T> call(Function<MemcachedClient, OperationFuture<? extends @Nullable T>> call) {
        return Uni.createFrom().deferred(() -> {
            if (inFlight.incrementAndGet() > maxInFlight) {
                inFlight.decrementAndGet();
                return Uni.createFrom().failure(new IllegalStateException("Too many calls wait for Memcached."));
            }
            return sent(call).onTermination().invoke(() -> inFlight.decrementAndGet());
        });
    }

    private <T> Uni<@Nullable T> sent(Function<MemcachedClient, OperationFuture<? extends @Nullable T>> call) {
        OperationFuture<? extends @Nullable T> future;
        try {
            future = call.apply(client);
        } catch (IllegalStateException full) {
            return Uni.createFrom().failure(full);
        }
        return Uni.createFrom()
                .<@Nullable T>emitter(emitter -> future.addListener(done -> {
                    OperationStatus status = future.getStatus();
                    if (ANSWERS.contains(status.getStatusCode())) {
                        emitter.complete(future.get());
                    } else {
                        emitter.fail(new IOException("Memcached: " + status.getMessage()));
                    }
                }))
                .ifNoItem()
                .after(deadline)
                .recoverWithUni(() -> Uni.createFrom().failure(late(future)));
    }

    /** Tells the client that this one timed out, which counts towards connecting anew. */
    private static Throwable late(OperationFuture<?> future) {
        try {
            future.get(0, TimeUnit.NANOSECONDS);
            return new TimeoutException("Memcached answered too late.");
        } catch (TimeoutException | ExecutionException e) {
            return new TimeoutException("Memcached does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }
}
