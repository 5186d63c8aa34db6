package dev.terrace.optimizer.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.optimizer.advice.FindingStore;
import dev.terrace.optimizer.advice.Findings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Findings in PostgreSQL; what they say is one JSON document. */
public final class FindingRows implements FindingStore {
    private static final ObjectMapper JSON = StrictJson.tolerant();

    private final Pool pool;

    public FindingRows(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(Findings findings) {
        return pool.preparedQuery("INSERT INTO anomaly (cache_name, made_at, body) VALUES ($1, $2, $3)"
                        + " ON CONFLICT (cache_name) DO UPDATE SET made_at = excluded.made_at, body = excluded.body")
                .execute(Tuple.of(findings.cacheName(), findings.madeAt().atOffset(ZoneOffset.UTC), body(findings)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Findings>> kept(String cacheName) {
        return pool.preparedQuery("SELECT body FROM anomaly WHERE cache_name = $1")
                .execute(Tuple.of(cacheName))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(findings(rows.iterator().next())));
    }

    @Override
    public Uni<Void> drop(Instant before) {
        return pool.preparedQuery("DELETE FROM anomaly WHERE made_at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static JsonObject body(Findings findings) {
        try {
            return new JsonObject(JSON.writeValueAsString(findings));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Findings must be writable", e);
        }
    }

    private static Findings findings(Row row) {
        try {
            return JSON.readValue(row.getJsonObject("body").encode(), Findings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Findings on record cannot be read", e);
        }
    }
}
