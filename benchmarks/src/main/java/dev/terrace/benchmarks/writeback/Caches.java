package dev.terrace.benchmarks.writeback;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two write-back caches of a suite: one before an origin, one whose record tier is PostgreSQL. */
record Caches(Gateways gateways, Shelf shelf) {
    static final String ORIGIN = "bench_writeback_origin";
    static final String RECORD = "bench_writeback_record";
    static final List<String> BOTH = List.of(ORIGIN, RECORD);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    void make() {
        Map<String, Object> origin = Map.of(
                "url_template", shelf.template(), "writable", true, "conditional", true, "hard_timeout_ms", 2000);
        create(Map.of("name", ORIGIN, "cache_type", "memory", "strategy", "write_back", "origin", origin));
        create(Map.of("name", RECORD, "cache_type", "database", "strategy", "write_back"));
        if (Gateways.await(PATIENCE, 50, () -> gateways.know(ORIGIN) && gateways.know(RECORD) && gateways.drained())
                < 0) {
            throw new IllegalStateException("The caches were not opened by all gateways.");
        }
    }

    private void create(Map<String, Object> body) {
        gateways.json(0, "POST", "/api/admin/caching/configurations/", body, 201);
    }

    /** What the target of a cache has under a key, null for nothing; asked through a gateway where that is the only way. */
    @Nullable
    String target(int gateway, String cache, String key) {
        return cache.equals(ORIGIN) ? shelf.value(key) : read(gateway, cache, key, true);
    }

    /** What a read is answered, null for nothing. */
    @Nullable
    String read(int gateway, String cache, String key, boolean fresh) {
        for (int tries = 0; ; tries++) {
            try {
                Gateways.Reply reply = gateways.get(gateway, cache, key, fresh);
                if (reply.status() == 200 || reply.status() == 404) {
                    return reply.status() == 200 ? reply.text() : null;
                }
                if (tries > 50) {
                    throw new IllegalStateException("GET " + cache + "/" + key + " " + reply);
                }
            } catch (java.io.IOException again) {
                if (tries > 50) {
                    throw new IllegalStateException("GET " + cache + "/" + key, again);
                }
            }
            Gateways.pause(100);
        }
    }

    /** Compares the book with the targets, and what both gateways read with the same. */
    Map<String, Long> check(Book book) {
        Book.Wrongs wrongs = new Book.Wrongs();
        int n = 0;
        for (String name : book.keys()) {
            String[] parts = Writers.parts(name);
            String value = target(n++ % gateways.count(), parts[0], parts[1]);
            wrongs.add(book.wrong(name, value));
            for (int gateway = 0; gateway < gateways.count(); gateway++) {
                String read = read(gateway, parts[0], parts[1], false);
                wrongs.add(java.util.Objects.equals(read, value) ? null : "stale");
            }
        }
        return wrongs.counts();
    }
}
