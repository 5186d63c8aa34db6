package dev.terrace.gateway.tier.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.codec.Stamp;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.StoredForm.Read;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one cache in Redis. Reads take the cache's head in the same command, so a lost or renewed head is seen at once; stores and
 * removals are scripts.
 *
 * <p>A removal leaves its mark in the entry's place for two minutes, which refuses the older fills in flight. Redis may evict it earlier
 * (allkeys-lru), and a fill may be in flight for longer: then the mark in the log still speaks against the entry, and before that one is
 * retired the floor was raised to it, which refuses the fill for good.
 *
 * <p>A head that is not there (evicted, FLUSHALL, another run of the server) makes every entry absent and every fill refused. This tier then
 * raises again what it was told or saw last; tickets of before do not fit the new head.
 */
final class RedisTier implements RecordTier {
    private static final int KEYS_A_COMMAND = 256;
    private static final long MARK_MS = 120_000;

    private final CacheSpec spec;
    private final RedisServer server;
    private final StoredForm form;
    private final WireKeys keys;
    private final HeadKeeper heads;
    private final RedisRecords records;

    RedisTier(CacheSpec spec, RedisServer server, StoredForm form) {
        this.spec = spec;
        this.server = server;
        this.form = form;
        this.keys = new WireKeys(spec.name());
        this.heads = new HeadKeeper(server, keys);
        this.records = new RedisRecords(server, keys, form);
    }

    @Override
    public TierName name() {
        return TierName.REDIS;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(RedisTiers.MAX_VALUE_BYTES, true, true, false, true);
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return page(List.of(key)).map(List::getFirst);
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> wanted) {
        if (wanted.size() <= KEYS_A_COMMAND) {
            return page(wanted);
        }
        List<Uni<List<Lookup>>> pages = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += KEYS_A_COMMAND) {
            pages.add(page(wanted.subList(from, Math.min(wanted.size(), from + KEYS_A_COMMAND))));
        }
        return Uni.join().all(pages).andFailFast().map(found -> found.stream()
                .flatMap(List::stream)
                .toList());
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        byte[] bytes = form.encode(key, entry);
        if (bytes == null) {
            return Uni.createFrom().item(Stored.TOO_LARGE);
        }
        if (!(ticket instanceof RedisTicket held)) {
            return Uni.createFrom().item(Stored.REFUSED);
        }
        return server.run(
                        Scripts.STORE,
                        run -> List.of(keys.head(run), keys.entry(run, held.generation(), key)),
                        held.incarnation().bytes(),
                        Stamp.order(held.generation()),
                        bytes,
                        text(form.keepMs(entry)))
                .map(answer -> code(answer) == 1 ? Stored.STORED : Stored.REFUSED);
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return server.send(run -> Request.cmd(Command.GET).arg(keys.head(run)))
                .map(answer -> heads.ticket(bytes(answer)));
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        Position generation = heads.generation();
        byte[] deletion = form.deletion(key, mark, MARK_MS);
        return server.run(
                        Scripts.REMOVE,
                        run -> List.of(keys.head(run), keys.entry(run, generation, key)),
                        Stamp.order(generation),
                        deletion,
                        text(MARK_MS))
                .chain(answer -> code(answer) == -2
                        ? heads.agree().chain(() -> remove(key, mark))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> purge(Map<CacheKey, Position> marks) {
        Position generation = heads.generation();
        List<byte[]> args = new ArrayList<>(marks.size() + 1);
        args.add(Stamp.order(generation));
        marks.values().forEach(mark -> args.add(Stamp.order(mark)));
        return server.run(
                        Scripts.PURGE,
                        run -> {
                            List<String> names = new ArrayList<>(marks.size() + 1);
                            names.add(keys.head(run));
                            marks.keySet().forEach(key -> names.add(keys.entry(run, generation, key)));
                            return names;
                        },
                        args.toArray(byte[][]::new))
                .chain(answer -> code(answer) == -2
                        ? heads.agree().chain(() -> purge(marks))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> raiseFloor(Position floor) {
        return heads.raiseFloor(floor);
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return heads.renew(generation);
    }

    @Override
    public Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        return records.write(key, entry, condition);
    }

    @Override
    public Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return records.delete(key, condition, position);
    }

    @Override
    public boolean counts() {
        return true;
    }

    @Override
    public Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        return records.swap(key, seen, next, increment, count);
    }

    @Override
    public Uni<Swapped> remembered(CacheKey key, Increment increment) {
        return records.remembered(key, increment);
    }

    @Override
    public Uni<Long> deleteAll(Selector selector, Position position) {
        return records.deleteAll(selector, position);
    }

    @Override
    public Uni<Long> count(Selector selector) {
        return Uni.createFrom().item(-1L);
    }

    @Override
    public WriteResult.Ack ack() {
        return server.synced() ? WriteResult.Ack.FSYNC : WriteResult.Ack.MEMORY;
    }

    @Override
    public TierState state() {
        int calls = server.inFlight();
        int in = Math.min(calls, server.connections());
        return new TierState(TierName.REDIS, -1, -1, -1, -1, 0, "closed", in, calls - in, server.connections());
    }

    @Override
    public Browsable browsable() {
        return new RedisListing(server, keys, heads);
    }

    @Override
    public Uni<String> probe() {
        return server.send(run -> Request.cmd(Command.INFO).arg("server"))
                .map(info -> "redis " + RedisServer.line(String.valueOf(info), "redis_version:"));
    }

    @Override
    public void close() {
        // The connections are shared by all caches and belong to the factory's owner.
    }

    /** Head, then records where the cache has no origin, then entries: one command, one moment. */
    private Uni<List<Lookup>> page(List<CacheKey> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Position generation = heads.generation();
        int skip = spec.origin() == null ? wanted.size() : 0;
        return server.send(run -> {
                    Request request = Request.cmd(Command.MGET).arg(keys.head(run));
                    for (int i = 0; i < skip; i++) {
                        request.arg(keys.record(wanted.get(i).key()));
                    }
                    wanted.forEach(key -> request.arg(keys.entry(run, generation, key)));
                    return request;
                })
                .map(answer -> {
                    Response all = Objects.requireNonNull(answer);
                    Head head = heads.see(bytes(all.get(0)));
                    boolean current = head != null && head.generation().equals(generation);
                    List<Lookup> found = new ArrayList<>(wanted.size());
                    for (int i = 0; i < wanted.size(); i++) {
                        Response record = skip == 0 ? null : all.get(1 + i);
                        Response entry = current ? all.get(1 + skip + i) : null;
                        found.add(lookup(wanted.get(i), bytes(record), bytes(entry), head, generation));
                    }
                    return found;
                });
    }

    private Lookup lookup(
            CacheKey key, byte @Nullable [] record, byte @Nullable [] entry, @Nullable Head head, Position generation) {
        if (record != null) {
            switch (form.readRecord(key, record)) {
                case Read.Live live -> {
                    return new Lookup.Found(live.entry());
                }
                case Read.Nothing nothing -> {}
                case Read.Locked locked -> {}
                case Read.Broken broken -> drop(run -> keys.record(key.key()), record);
            }
        }
        if (entry != null) {
            switch (form.read(key, entry)) {
                case Read.Live live -> {
                    return new Lookup.Found(live.entry());
                }
                case Read.Nothing nothing -> {}
                case Read.Locked locked -> {}
                case Read.Broken broken -> drop(run -> keys.entry(run, generation, key), entry);
            }
        }
        return new Lookup.Absent(HeadKeeper.ticket(head));
    }

    private void drop(java.util.function.UnaryOperator<String> name, byte[] bytes) {
        byte[] identity = Arrays.copyOf(bytes, Math.min(bytes.length, Layout.IDENTITY_BYTES));
        server.run(Scripts.DROP, run -> List.of(name.apply(run)), identity)
                .subscribe()
                .with(done -> {}, e -> {});
    }

    static int code(@Nullable Response answer) {
        return Objects.requireNonNull(answer).toInteger();
    }

    static byte @Nullable [] bytes(@Nullable Response answer) {
        return answer == null ? null : answer.toBytes();
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
