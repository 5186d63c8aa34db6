package dev.terrace.gateway.tier.memcached;

import static dev.terrace.gateway.cache.CacheTier.Stored.REFUSED;
import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.failure;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.store;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import net.spy.memcached.CASValue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memcached killed and restarted under a paused fill, flushed, stopped, away at start; and what it holds damaged. */
class MemcachedOutageIT {
    private final CacheSpec spec = Trial.cache(TierName.MEMCACHED);
    private final CacheKey key = key(spec, "k");
    private final List<Reason> refused = new CopyOnWriteArrayList<>();
    private PrivateServer memcached;
    private MemcachedServers servers;
    private CacheTier tier;

    @BeforeEach
    void start() {
        memcached = LocalStack.privateMemcached();
        servers = new MemcachedServers(List.of(memcached.url()), Duration.ofSeconds(1), 100);
        tier = new MemcachedTiers(servers, Trial.CLOCK, (name, at, why) -> refused.add(why)).open(spec);
        Awaitility.await().until(() -> MemcachedTierIT.started(servers));
        await(tier.raiseFloor(at(0)));
    }

    @AfterEach
    void stop() throws IOException {
        servers.close();
        memcached.close();
    }

    private MemcachedServer server() {
        return servers.all().getFirst();
    }

    private void awaitStored(CacheKey of) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> put(tier, of, entry("new", 6)) == STORED);
    }

    private void restart() throws IOException {
        MemcachedServer.Start before = server().start();
        memcached.restart();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            MemcachedServer.Start now = server().start();
            return now != null && !now.equals(before);
        });
    }

    @Test
    void fillFromBeforeARestartIsRefusedThoughIdsBeginAnew() throws IOException {
        for (int i = 0; i < 50; i++) {
            miss(tier, key(spec, "takes an id " + i));
        }
        MemcachedTicket ticket = (MemcachedTicket) miss(tier, key);
        restart();
        awaitStored(key(spec, "floor is back"));
        long id = 0;
        while (id < ticket.id()) {
            await(tier.remove(key, at(1)));
            id = ((MemcachedTicket) miss(tier, key)).id();
        }
        assertEquals(ticket.id(), id, "the same key has the same id again");
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(Optional.empty(), text(tier, key));
        awaitStored(key);
    }

    @Test
    void flushedRefusesTheFillInFlight() throws IOException {
        Ticket ticket = miss(tier, key);
        assertEquals("OK", say("flush_all\r\n", 2));
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(Optional.empty(), text(tier, key));
        awaitStored(key);
    }

    @Test
    void failsAtOnceWhileAwayAndComesBackByItself() throws IOException {
        memcached.kill();
        failure(tier.find(key));
        Awaitility.await().until(() -> server().start() == null);
        failure(tier.remove(key, at(5)));
        failure(tier.probe());
        memcached.restart();
        awaitStored(key);
    }

    @Test
    void awayAtStartStopsNothing() throws IOException {
        memcached.kill();
        try (MemcachedServers late = new MemcachedServers(List.of(memcached.url()), Duration.ofSeconds(1), 100)) {
            CacheTier fresh = new MemcachedTiers(late, Trial.CLOCK, (name, at, why) -> {}).open(spec);
            failure(fresh.find(key));
            failure(fresh.raiseFloor(at(3)));
            memcached.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> put(fresh, key, entry("now", 6)) == STORED);
        }
    }

    @Test
    void stoppedFailsAfterTheDeadlineAndGoesOn() throws IOException {
        put(tier, key, entry("there", 5));
        memcached.pause();
        assertInstanceOf(TimeoutException.class, failure(tier.find(key)));
        memcached.resume();
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> text(tier, key)
                .equals(Optional.of("there")));
    }

    @Test
    void movedEntryIsRefusedCountedAndReplaced() {
        MemcachedServer.Start start = java.util.Objects.requireNonNull(server().start());
        String name = new WireKeys(spec.name()).entry(Position.NONE, start.id(), key);
        byte[] foreign = new EntryCodec(false, 100).encode(key(spec, "other"), entry("foreign", 5));
        miss(tier, key);
        CASValue<byte[]> there = java.util.Objects.requireNonNull(await(server().gets(name)));
        assertEquals(true, await(server().cas(name, there.getCas(), 60, foreign)));
        Ticket ticket = miss(tier, key);
        assertEquals(List.of(Reason.WRONG_KEY), refused);
        assertEquals(STORED, store(tier, key, entry("mine", 6), ticket));
    }

    private String say(String command, int length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), memcached.port())) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        }
    }
}
