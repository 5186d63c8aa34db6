package dev.terrace.gateway.tier.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Outline;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists one cache's keys in Redis by SCAN, a bounded number of steps a page: the server's keys are those of all caches, so a page may be
 * empty. A cursor is SCAN's own and how many of that step's keys have been told, since a step may find more than a page takes.
 */
final class RedisListing implements Browsable {
    private static final int STEPS = 20;
    private static final int KEYS_A_STEP = 500;
    private static final int AT_ONCE = 64;

    private final RedisServer server;
    private final WireKeys keys;
    private final HeadKeeper heads;

    RedisListing(RedisServer server, WireKeys keys, HeadKeeper heads) {
        this.server = server;
        this.keys = keys;
        this.heads = heads;
    }

    private record At(String scan, int skip) {
        static At of(String cursor) {
            int colon = cursor.indexOf('.');
            if (cursor.isEmpty()) {
                return new At("0", 0);
            }
            if (!cursor.matches("\\d{1,20}\\.\\d{1,6}")) {
                throw new IllegalArgumentException("Not a cursor of this list.");
            }
            return new At(cursor.substring(0, colon), Integer.parseInt(cursor, colon + 1, cursor.length(), 10));
        }
    }

    private record Names(List<String> names, @Nullable String next) {}

    @Override
    public Uni<Listing> browse(Ask ask) {
        At at = At.of(ask.cursor());
        return generation()
                .chain(generation -> scan(ask, generation, at, STEPS))
                .chain(found -> outlines(found.names()).map(items -> new Listing(items, found.next())));
    }

    @Override
    public Uni<List<Listed>> held(boolean records, List<CacheKey> wanted) {
        return generation().chain(generation -> {
            List<Uni<Optional<Listed>>> all = new ArrayList<>();
            for (CacheKey key : wanted) {
                all.add(outline(run -> records ? keys.record(key.key()) : keys.entry(run, generation, key)));
            }
            return joined(all);
        });
    }

    /** Of the copies, as the server has it. */
    private Uni<Position> generation() {
        return server.send(run -> Request.cmd(Command.GET).arg(keys.head(run))).map(answer -> {
            heads.see(RedisTier.bytes(answer));
            return heads.generation();
        });
    }

    private Uni<Names> scan(Ask ask, Position generation, At at, int steps) {
        return server.send(run -> Request.cmd(Command.SCAN)
                        .arg(at.scan())
                        .arg("MATCH")
                        .arg(
                                (ask.records()
                                        ? keys.everyRecord(ask.prefix())
                                        : keys.everyEntry(run, generation, ask.prefix())))
                        .arg("COUNT")
                        .arg(KEYS_A_STEP))
                .chain(answer -> {
                    Response page = Objects.requireNonNull(answer);
                    String next = page.get(0).toString();
                    List<String> names = page.get(1).stream()
                            .map(name -> name.toString(UTF_8))
                            .skip(at.skip())
                            .toList();
                    if (names.size() > ask.limit()) {
                        String rest = at.scan() + "." + (at.skip() + ask.limit());
                        return Uni.createFrom().item(new Names(names.subList(0, ask.limit()), rest));
                    }
                    if (next.equals("0")) {
                        return Uni.createFrom().item(new Names(names, null));
                    }
                    return names.isEmpty() && steps > 1
                            ? scan(ask, generation, new At(next, 0), steps - 1)
                            : Uni.createFrom().item(new Names(names, next + ".0"));
                });
    }

    private Uni<List<Listed>> outlines(List<String> names) {
        List<Uni<Optional<Listed>>> all = new ArrayList<>();
        for (String name : names) {
            all.add(outline(run -> name));
        }
        return joined(all);
    }

    private static Uni<List<Listed>> joined(List<Uni<Optional<Listed>>> all) {
        return Each.of(all, AT_ONCE, one -> one)
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<Listed>> outline(java.util.function.UnaryOperator<String> name) {
        return Uni.createFrom().deferred(() -> Uni.combine()
                .all()
                .unis(
                        server.send(run -> Request.cmd(Command.GETRANGE)
                                .arg(name.apply(run))
                                .arg(0)
                                .arg(Outline.PREFIX_BYTES - 1)),
                        server.send(run -> Request.cmd(Command.STRLEN).arg(name.apply(run))))
                .with((first, length) -> listed(RedisTier.bytes(first), length)));
    }

    private static Optional<Listed> listed(byte @Nullable [] first, @Nullable Response length) {
        if (first == null || length == null) {
            return Optional.empty();
        }
        return Outline.of(first)
                .filter(outline -> !outline.deleted())
                .map(outline ->
                        new Listed(CacheKey.of(outline.cache(), outline.key()), outline.head(), length.toLong()));
    }
}
