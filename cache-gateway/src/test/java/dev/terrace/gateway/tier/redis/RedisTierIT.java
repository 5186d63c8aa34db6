package dev.terrace.gateway.tier.redis;

import static dev.terrace.gateway.cache.CacheTier.Stored.REFUSED;
import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.store;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.SharedTierContract;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisTierIT extends SharedTierContract {
    private static final List<Reason> REFUSED_ENTRIES = new CopyOnWriteArrayList<>();
    private static Vertx vertx;
    private static RedisServer server;
    private static RedisServer otherServer;

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        String url = LocalStack.environment().getOrDefault("TERRACE_REDIS_URL", "");
        server = new RedisServer(vertx, url, 2, 1000);
        otherServer = new RedisServer(vertx, url, 2, 1000);
    }

    @AfterAll
    static void disconnect() {
        server.close();
        otherServer.close();
        await(io.smallrye.mutiny.Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    @Override
    protected TierFactory factory() {
        return new RedisTiers(server, Trial.CLOCK, (tier, key, why) -> REFUSED_ENTRIES.add(why));
    }

    @Override
    protected TierFactory otherFactory() {
        return new RedisTiers(otherServer, Trial.CLOCK, (tier, key, why) -> {});
    }

    private String wireName(String key) {
        WireKeys names = new WireKeys(spec.name());
        String[] name = new String[1];
        await(server.send(run -> {
            name[0] = names.entry(run, dev.terrace.gateway.cache.Position.NONE, key(spec, key));
            return Request.cmd(Command.PING);
        }));
        return name[0];
    }

    @Test
    void movedEntryIsRefusedCountedAndRemoved() {
        put(tier, key, entry("mine", 5));
        await(server.send(run -> Request.cmd(Command.COPY).arg(wireName("k")).arg(wireName("moved"))));
        REFUSED_ENTRIES.clear();
        miss(tier, key(spec, "moved"));
        assertEquals(List.of(Reason.WRONG_KEY), REFUSED_ENTRIES);
        org.awaitility.Awaitility.await().until(() -> exists(wireName("moved")) == 0);
        assertEquals(Optional.of("mine"), text(tier, key));
    }

    @Test
    void damagedEntryIsRefusedCountedAndReplaced() {
        put(tier, key, entry("whole", 5));
        await(server.send(
                run -> Request.cmd(Command.SETRANGE).arg(wireName("k")).arg(100).arg("#")));
        REFUSED_ENTRIES.clear();
        Ticket ticket = miss(tier, key);
        assertEquals(List.of(Reason.CHECKSUM), REFUSED_ENTRIES);
        assertEquals(STORED, store(tier, key, entry("again", 5), ticket));
    }

    @Test
    void removalKeepsWhatIsNotOlder() {
        put(tier, key, entry("same", 10));
        await(tier.remove(key, at(10)));
        assertEquals(Optional.of("same"), text(tier, key));
    }

    @Test
    void generationOfAnotherNodeIsSeen() {
        put(tier, key, entry("old", 5));
        await(other.renew(at(20)));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(STORED, put(tier, key, entry("new", 21)));
        assertEquals(Optional.of("new"), text(other, key));
    }

    @Test
    void removalReachesTheGenerationOfAnotherNode() {
        await(other.renew(at(20)));
        put(other, key, entry("new", 21));
        await(tier.remove(key, at(30)));
        assertEquals(Optional.empty(), text(other, key));
    }

    @Test
    void ticketFromBeforeALostHeadIsSpent() {
        await(tier.raiseFloor(at(3)));
        Ticket ticket = miss(tier, key);
        put(tier, key(spec, "there"), entry("there", 5));
        await(server.send(run -> Request.cmd(Command.DEL).arg(new WireKeys(spec.name()).head(run))));
        assertEquals(REFUSED, store(tier, key, entry("early", 5), ticket));
        assertEquals(Optional.empty(), text(tier, key(spec, "there")), "nothing is trusted without a head");
        org.awaitility.Awaitility.await().until(() -> put(tier, key, entry("later", 5)) == STORED);
        assertEquals(REFUSED, store(tier, key, entry("late", 6), ticket));
        assertEquals(REFUSED, put(tier, key(spec, "below"), entry("below", 2)), "the floor is as it was");
    }

    private int exists(String name) {
        return RedisTier.code(
                await(server.send(run -> Request.cmd(Command.EXISTS).arg(name))));
    }
}
