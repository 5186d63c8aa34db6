package dev.terrace.gateway.invalidation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Rows that are written behind what they tell of, in order: while one lot is on its way the next is gathered. Safe for use by several threads.
 */
final class RowsBehind {
    private final Function<List<Tuple>, Uni<Void>> write;
    private final int most;
    private List<Tuple> gathered = new ArrayList<>();
    private CompletableFuture<Void> gatheredWritten = new CompletableFuture<>();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    /**
     * @param write writes a lot, and never fails
     * @param most rows from which on the next writer waits
     */
    RowsBehind(Function<List<Tuple>, Uni<Void>> write, int most) {
        this.write = write;
        this.most = most;
    }

    /** Takes a row; done at once, or when so many wait that this one has to be written first. */
    synchronized Uni<Void> add(Tuple row) {
        gathered.add(row);
        CompletableFuture<Void> written = gatheredWritten;
        boolean full = gathered.size() >= most;
        if (underWay.isDone()) {
            send();
        }
        return full
                ? Uni.createFrom().completionStage(written)
                : Uni.createFrom().voidItem();
    }

    /** Done when all is written that was taken before. */
    synchronized Uni<Void> settled() {
        return Uni.createFrom().completionStage(gathered.isEmpty() ? underWay : gatheredWritten);
    }

    private void send() {
        List<Tuple> lot = gathered;
        CompletableFuture<Void> written = gatheredWritten;
        gathered = new ArrayList<>();
        gatheredWritten = new CompletableFuture<>();
        underWay = written;
        write.apply(lot).subscribe().with(done -> sent(written), failure -> sent(written));
    }

    private void sent(CompletableFuture<Void> written) {
        written.complete(null);
        synchronized (this) {
            if (underWay.isDone() && !gathered.isEmpty()) {
                send();
            }
        }
    }
}
