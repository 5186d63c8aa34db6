package dev.terrace.cdn.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The origin answers when the test says so; time is moved. */
class EdgeTest {
    private final List<Promise<Edge.Response>> fetches = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String cacheControl = "public, max-age=60";
    private final Edge edge = new Edge(1 << 20, this::fetch, () -> now);

    private Future<Edge.Response> fetch(String uri, String encoding) {
        Promise<Edge.Response> promise = Promise.promise();
        fetches.add(promise);
        return promise.future();
    }

    private Future<Edge.Served> get(String location, String path) {
        return edge.get(location, path, path, null);
    }

    private void answer(int fetch, String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Cache-Control", cacheControl)
                .add("Cache-Tag", "asset:a, t2");
        fetches.get(fetch).complete(new Edge.Response(200, headers, Buffer.buffer(body)));
    }

    @Test
    void keepsAResponseUntilItIsNoLongerFresh() {
        Future<Edge.Served> first = get("fra", "/assets/a");
        answer(0, "one");
        assertFalse(first.result().hit());
        assertTrue(first.result().stored());
        now = now.plusSeconds(59);
        Edge.Served hit = get("fra", "/assets/a").result();
        assertTrue(hit.hit());
        assertEquals(59, hit.ageSeconds());
        now = now.plusSeconds(1);
        get("fra", "/assets/a");
        assertEquals(2, fetches.size());
    }

    @Test
    void locationsHoldTheirOwn() {
        get("fra", "/assets/a");
        answer(0, "one");
        get("iad", "/assets/a");
        assertEquals(2, fetches.size());
    }

    @Test
    void oneFetchServesAllThatWait() {
        Future<Edge.Served> a = get("fra", "/assets/a");
        Future<Edge.Served> b = get("fra", "/assets/a");
        answer(0, "one");
        assertEquals(1, fetches.size());
        assertEquals("one", a.result().response().body().toString());
        assertEquals("one", b.result().response().body().toString());
    }

    @Test
    void aFetchThatBeganBeforeAPurgeIsNotKept() {
        Future<Edge.Served> late = get("fra", "/assets/a");
        edge.purge(List.of("/assets/a"), List.of(), List.of(), false);
        Future<Edge.Served> after = get("fra", "/assets/a");
        assertEquals(2, fetches.size(), "who comes after a purge does not wait for a fetch from before it");
        answer(0, "old");
        assertFalse(late.result().stored());
        answer(1, "new");
        assertEquals("new", after.result().response().body().toString());
        assertEquals("new", get("fra", "/assets/a").result().response().body().toString());
    }

    @Test
    void purgesByPathTagPrefixAndAll() {
        List<Runnable> ways = List.of(
                () -> edge.purge(List.of("/assets/a"), List.of(), List.of(), false),
                () -> edge.purge(List.of(), List.of("asset:a"), List.of(), false),
                () -> edge.purge(List.of(), List.of(), List.of("/assets/"), false),
                () -> edge.purge(List.of(), List.of(), List.of(), true));
        for (Runnable way : ways) {
            for (String location : List.of("fra", "nrt")) {
                get(location, "/assets/a");
                answer(fetches.size() - 1, "x");
                assertTrue(get(location, "/assets/a").result().hit());
            }
            way.run();
            int before = fetches.size();
            get("fra", "/assets/a");
            get("nrt", "/assets/a");
            assertEquals(before + 2, fetches.size());
            answer(before, "y");
            answer(before + 1, "y");
            edge.purge(List.of(), List.of(), List.of(), true);
        }
    }

    @Test
    void anotherPathsPurgeLeavesWhatIsThere() {
        get("fra", "/assets/a");
        answer(0, "one");
        edge.purge(List.of("/assets/b"), List.of("asset:b"), List.of("/img/"), false);
        assertTrue(get("fra", "/assets/a").result().hit());
    }

    @Test
    void keepsNothingThatIsPrivateOrNotToBeStored() {
        for (String control :
                List.of("no-store", "private, max-age=9", "no-cache", "max-age=0", "s-maxage=0, max-age=9")) {
            cacheControl = control;
            get("fra", "/assets/a");
            answer(fetches.size() - 1, "x");
            int before = fetches.size();
            get("fra", "/assets/a");
            assertEquals(before + 1, fetches.size(), control);
            answer(before, "x");
        }
    }
}
