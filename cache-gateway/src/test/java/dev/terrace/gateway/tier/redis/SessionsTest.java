package dev.terrace.gateway.tier.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.terrace.gateway.tier.Trial;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final List<Runnable> forgets = new ArrayList<>();
    private final Sessions<Thread> sessions = new Sessions<>(2, this::connect);

    @AfterEach
    void close() {
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    private synchronized Future<Thread> connect(Runnable forget) {
        forgets.add(forget);
        return Future.succeededFuture(Thread.currentThread());
    }

    /** Vert.x gives each thread one, on the loops in turn. */
    private Context context() {
        return CompletableFuture.supplyAsync(vertx::getOrCreateContext, task -> new Thread(task).start())
                .join();
    }

    private static <T> T on(Context loop, Supplier<Future<T>> call) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(now -> call.get().onComplete(done));
        return Trial.await(Uni.createFrom().completionStage(done.future().toCompletionStage()));
    }

    @Test
    void aCallerOnAnEventLoopGetsWhatWasMadeThere() {
        Set<Thread> seen = new HashSet<>();
        for (Context loop : List.of(context(), context())) {
            Thread there = on(loop, () -> Future.succeededFuture(Thread.currentThread()));
            for (int i = 0; i < 5; i++) {
                assertSame(there, on(loop, sessions::next));
            }
            seen.add(there);
        }
        assertEquals(2, seen.size());
        assertEquals(4, forgets.size());
    }

    @Test
    void callersOfOtherThreadsShareTheirOwn() {
        Thread mine = Thread.currentThread();
        for (int i = 0; i < 5; i++) {
            assertSame(
                    mine,
                    Trial.await(Uni.createFrom().completionStage(sessions.next().toCompletionStage())));
        }
        assertNotEquals(mine, on(context(), sessions::next));
        assertEquals(3, forgets.size());
        assertEquals(4, sessions.most());
    }

    @Test
    void whatIsForgottenIsMadeAgain() {
        Future<Thread> first = sessions.next();
        forgets.getFirst().run();
        sessions.next();
        assertNotSame(first, sessions.next());
        assertEquals(3, forgets.size());
    }
}
