package dev.terrace.gateway.tier.memcached;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.BulkFuture;
import net.spy.memcached.ops.StatusCode;

/** Many names in one command. */
final class Bulk {
    private Bulk() {}

    /** What there is of them; fails after the deadline, and when the connection is lost meanwhile. */
    static Uni<Map<String, byte[]>> get(MemcachedClient client, List<String> names, Duration deadline) {
        BulkFuture<Map<String, byte[]>> future;
        try {
            future = client.asyncGetBulk(names, Bytes.PLAIN);
        } catch (IllegalStateException full) {
            return Uni.createFrom().failure(full);
        }
        return Uni.createFrom()
                .<Map<String, byte[]>>emitter(emitter -> future.addListener(done -> {
                    // Of the last name alone: that one may be missing.
                    StatusCode code = done.getStatus().getStatusCode();
                    if (code == StatusCode.SUCCESS || code == StatusCode.ERR_NOT_FOUND) {
                        emitter.complete(future.get());
                    } else {
                        emitter.fail(
                                new IOException("Memcached: " + done.getStatus().getMessage()));
                    }
                }))
                .ifNoItem()
                .after(deadline)
                .failWith(() -> new TimeoutException("Memcached answered too late."));
    }
}
