package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.Label;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.StoredForm.Read;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.spy.memcached.CASValue;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one cache in Memcached. A miss leaves a placeholder and takes its CAS id before the load begins; the fill is a CAS with that id
 * and never a set or add. So whatever happened to the key in between (deleted, flushed, evicted, filled by another) refuses it. Ids begin anew
 * with the server, therefore its start is part of every name and of the ticket. A removal is a delete that the server confirmed.
 *
 * <p>What is larger than an item lies in chunks beside a manifest ({@link Chunks}); the manifest is what is filled, compared and removed. A
 * chunk that is missing is a miss.
 *
 * <p>Only the promise of {@link #raiseFloor} reaches beyond the key; {@link Floor} says how it is kept. An entry lives for at most 24 hours.
 * Not promised beyond the seam's contract: a removal also takes a newer entry with it.
 */
final class MemcachedTier implements CacheTier {
    private static final byte[] PLACEHOLDER = "placeholder".getBytes(StandardCharsets.US_ASCII);
    private static final int PLACEHOLDER_SECONDS = 120;
    private static final long MAX_SECONDS = 24L * 3600;
    private static final int CALLS_A_BATCH = 128;
    private static final int CHUNK_SECONDS_MORE = 60;

    private final MemcachedServers servers;
    private final StoredForm form;
    private final WireKeys keys;
    private final Floor floor;
    private final Chunks chunks;
    private volatile Position generation = Position.NONE;

    MemcachedTier(CacheSpec spec, MemcachedServers servers, StoredForm form, Chunks chunks) {
        this.servers = servers;
        this.form = form;
        this.keys = new WireKeys(spec.name());
        this.floor = new Floor(servers, keys);
        this.chunks = chunks;
    }

    @Override
    public TierName name() {
        return TierName.MEMCACHED;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(MemcachedTiers.MAX_VALUE_BYTES, true, false, false, true);
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return Uni.createFrom().deferred(() -> {
            Place place = place(key);
            return place.server.gets(place.name).chain(item -> {
                Manifest manifest = item == null ? null : Manifest.read(item.getValue());
                return manifest == null
                        ? place.answer(live(place, item))
                        : chunks.read(place.server, place.chunks(), manifest)
                                .chain(bytes -> place.answer(bytes == null ? null : live(place, bytes)));
            });
        });
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> wanted) {
        // One connection each: what is sent together is answered in one round trip.
        return Each.of(wanted, CALLS_A_BATCH, this::find);
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        return Uni.createFrom().deferred(() -> {
            byte[] bytes = form.encode(key, entry);
            if (bytes == null) {
                return Uni.createFrom().item(Stored.TOO_LARGE);
            }
            Place place = place(key);
            if (!(ticket instanceof MemcachedTicket held) || !held.name().equals(place.name) || late(entry, held)) {
                return Uni.createFrom().item(Stored.REFUSED);
            }
            int seconds = (int) Math.min(MAX_SECONDS, (form.keepMs(entry) + 999) / 1000);
            return bytes.length <= MemcachedTiers.ITEM_BYTES
                    ? place.fill(held, seconds, bytes)
                    : inChunks(place, held, seconds, bytes);
        });
    }

    private Uni<Stored> inChunks(Place place, MemcachedTicket held, int seconds, byte[] bytes) {
        return chunks.write(place.server, place.chunks(), seconds + CHUNK_SECONDS_MORE, bytes)
                .chain(manifest -> manifest == null
                        ? Uni.createFrom().item(Stored.REFUSED)
                        : place.fill(held, seconds, manifest.bytes()).invoke(stored -> {
                            if (stored != Stored.STORED) {
                                chunks.drop(place.server, place.chunks(), manifest);
                            }
                        }));
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return Uni.createFrom().deferred(() -> place(key).hold().map(Held::ticket));
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        return Uni.createFrom().deferred(() -> {
            Place place = place(key);
            return place.server.delete(place.name).invoke(place::stillThere);
        });
    }

    @Override
    public Uni<Void> raiseFloor(Position to) {
        return floor.raise(to, generation);
    }

    @Override
    public Uni<Void> renew(Position to) {
        return Uni.createFrom().deferred(() -> {
            learnGeneration(to);
            Position known = floor.known();
            return known == null ? Uni.createFrom().voidItem() : floor.raise(known, generation);
        });
    }

    @Override
    public TierState state() {
        int calls = servers.all().stream().mapToInt(MemcachedServer::inFlight).sum();
        int connections = servers.all().size();
        int in = Math.min(calls, connections);
        return new TierState(TierName.MEMCACHED, -1, -1, -1, -1, 0, "closed", in, calls - in, connections);
    }

    @Override
    public Uni<String> probe() {
        List<Uni<String>> all = servers.all().stream().map(this::probe).toList();
        return Uni.join().all(all).andFailFast().map(words -> String.join(", ", words));
    }

    @Override
    public void close() {
        // The servers are shared by all caches and belong to the factory's owner.
    }

    private Uni<String> probe(MemcachedServer server) {
        return Uni.createFrom().deferred(() -> {
            MemcachedServer.Start start = started(server);
            return server.gets(keys.floor(generation, start.id())).map(item -> "memcached " + start.version());
        });
    }

    private synchronized void learnGeneration(Position to) {
        if (generation.before(to)) {
            generation = to;
        }
    }

    private boolean late(Entry entry, MemcachedTicket held) {
        Position known = floor.known();
        Position asOf = entry.asOf();
        return asOf.before(held.notBefore()) || asOf.before(generation) || (known != null && asOf.before(known));
    }

    private @Nullable Entry live(Place place, @Nullable CASValue<byte[]> item) {
        place.stillThere();
        return item == null || item.getValue().length == PLACEHOLDER.length ? null : live(place, item.getValue());
    }

    private @Nullable Entry live(Place place, byte[] bytes) {
        place.stillThere();
        return switch (form.read(place.key, bytes)) {
            case Read.Live live -> live.entry();
            case Read.Nothing nothing -> null;
            case Read.Locked locked -> null;
            case Read.Broken broken -> {
                place.drop = true;
                yield null;
            }
        };
    }

    private Place place(CacheKey key) {
        MemcachedServer server = servers.of(key);
        MemcachedServer.Start start = started(server);
        return new Place(key, server, start, generation);
    }

    private static MemcachedServer.Start started(MemcachedServer server) {
        MemcachedServer.Start start = server.start();
        if (start == null) {
            throw new IllegalStateException("Memcached is away: " + server.address());
        }
        return start;
    }

    /** What a ticket holds, and the entry that another node put there meanwhile. */
    private record Held(Ticket ticket, @Nullable Entry entry) {
        Lookup lookup() {
            return entry == null ? new Lookup.Absent(ticket) : new Lookup.Found(entry);
        }
    }

    /** Where a key lies during one call. */
    private final class Place {
        private final CacheKey key;
        private final MemcachedServer server;
        private final MemcachedServer.Start start;
        private final Position then;
        private final String name;
        private boolean drop;

        Place(CacheKey key, MemcachedServer server, MemcachedServer.Start start, Position generation) {
            this.key = key;
            this.server = server;
            this.start = start;
            this.then = generation;
            this.name = keys.entry(generation, start.id(), key);
        }

        /** An answer counts only if it is of the server that the name was made for. */
        void stillThere() {
            if (!start.equals(server.start())) {
                throw new IllegalStateException("Memcached restarted: " + server.address());
            }
        }

        String chunks() {
            return keys.chunks(then, start.id());
        }

        Uni<Lookup> answer(@Nullable Entry entry) {
            return entry == null ? take() : Uni.createFrom().item(new Lookup.Found(entry));
        }

        /** What took the place of a manifest leaves its chunks to nobody. */
        Uni<Stored> fill(MemcachedTicket held, int seconds, byte[] bytes) {
            return server.cas(name, held.id(), seconds, bytes)
                    .map(done -> done ? Stored.STORED : Stored.REFUSED)
                    .invoke(stored -> {
                        Manifest before = held.replaced();
                        if (stored == Stored.STORED && before != null) {
                            MemcachedTier.this.chunks.drop(server, chunks(), before);
                        }
                    });
        }

        Uni<Lookup> take() {
            Uni<Void> first = drop ? server.delete(name) : Uni.createFrom().voidItem();
            return first.chain(this::hold).map(Held::lookup);
        }

        /** Placeholder, id and floor in one round trip: the three are sent together and answered in order. */
        Uni<Held> hold() {
            return Uni.join()
                    .all(
                            server.add(name, PLACEHOLDER_SECONDS, PLACEHOLDER).replaceWith(() -> (Object) name),
                            server.gets(name).map(item -> new Item(item)),
                            server.gets(keys.floor(then, start.id())).map(item -> new Item(item)))
                    .andFailFast()
                    .map(three -> held(((Item) three.get(1)).value, ((Item) three.get(2)).value));
        }

        private Held held(@Nullable CASValue<byte[]> item, @Nullable CASValue<byte[]> floorItem) {
            Manifest manifest = item == null ? null : Manifest.read(item.getValue());
            Entry entry = manifest == null ? live(this, item) : null;
            Position lowest = floor.see(floorItem, then);
            if (item == null || lowest == null) {
                return new Held(Ticket.NONE, entry);
            }
            Position there = manifest == null ? position(entry, item) : manifest.asOf();
            Position notBefore = there.before(lowest) ? lowest : there;
            return new Held(new MemcachedTicket(name, item.getCas(), notBefore, manifest), entry);
        }
    }

    /** Of what is there, also when it cannot be read here. */
    private static Position position(@Nullable Entry entry, CASValue<byte[]> item) {
        return entry != null
                ? entry.asOf()
                : EntryCodec.label(item.getValue()).map(Label::asOf).orElse(Position.NONE);
    }

    private record Item(@Nullable CASValue<byte[]> value) {}
}
