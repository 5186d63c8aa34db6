package dev.terrace.gateway.boot;

import dev.terrace.gateway.access.SignedTokens;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.hot.HotChannel;
import dev.terrace.gateway.cache.hot.HotNews;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.coherence.redis.LogSettings;
import dev.terrace.gateway.coherence.redis.RedisHotChannel;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.telemetry.heat.HotKey;
import dev.terrace.gateway.values.Vault;
import dev.terrace.gateway.warming.Figures;
import dev.terrace.gateway.warming.Jobs;
import dev.terrace.gateway.warming.Progress;
import dev.terrace.gateway.warming.Warmer;
import dev.terrace.gateway.warming.hot.HotKeys;
import dev.terrace.gateway.warming.peer.PeerClient;
import dev.terrace.gateway.warming.peer.PeerCopies;
import dev.terrace.gateway.warming.peer.PeerExport;
import dev.terrace.gateway.warming.peer.PeerWarming;
import dev.terrace.gateway.warming.peer.Peers;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What gateways have to do with each other beside the log: warming, and hot keys. */
public class PeerWiring {
    private static final int CONNECT_MS = 1000;
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 128;

    @Produces
    @Singleton
    Peers peers(Pool pool, EngineConfig engine, OwnAddress address) {
        return new Peers(pool, new Peers.Self(UUID.randomUUID().toString(), engine.node(), address::get));
    }

    @Produces
    @Singleton
    PeerExport export(Caches caches, Vault vault, Telemetry telemetry, Time time, Figures figures) {
        return new PeerExport(
                caches,
                vault,
                (cache, most) -> telemetry
                        .heat(cache)
                        .map(heat -> heat.top(most).stream().map(HotKey::key).toList())
                        .orElse(List.of()),
                time,
                figures);
    }

    @Produces
    @Singleton
    PeerCopies copies(Vertx vertx, SignedTokens tokens, EngineConfig engine, Vault vault) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING);
        Caller gateway = new Caller("gateway " + engine.node(), Role.ADMIN, Set.of());
        Codecs codecs = vault;
        return new PeerCopies(new PeerClient(vertx.createHttpClient(options), () -> tokens.forward(gateway)), codecs);
    }

    @Produces
    @Singleton
    Progress.Around around(Jobs jobs, Time time, Figures figures) {
        return new Progress.Around(jobs, time, figures);
    }

    @Produces
    @Singleton
    PeerWarming warming(Peers peers, PeerCopies copies, Caches caches, Progress.Around around, PeerConfig config) {
        PeerWarming.Start start = new PeerWarming.Start(
                config.onStart(),
                (long) config.mbPerSecond() << 20,
                config.startLimit().toMillis());
        return new PeerWarming(peers, copies, caches, around, start);
    }

    @Produces
    @Singleton
    Warmer.FromPeers fromPeers(PeerWarming warming) {
        return warming::run;
    }

    @Produces
    @Singleton
    HotChannel channel(Vertx vertx, EngineConfig engine, Time time) {
        return new RedisHotChannel(vertx, LogSettings.of(engine.logUrl(), engine.logPrefix(), engine.node()), time);
    }

    @Produces
    @Singleton
    HotKeys hotKeys(Peers peers, Caches caches, Telemetry telemetry, HotChannel channel, PeerCopies copies, Time time) {
        return new HotKeys(
                peers.run(),
                caches,
                cache -> telemetry
                        .heat(cache)
                        .map(heat -> heat.hot().stream()
                                .map(key -> new HotNews.Key(key.key(), key.rate()))
                                .toList())
                        .orElse(List.of()),
                channel,
                (run, cache, key) -> peers.known(run)
                        .map(peer -> copies.take(peer, cache, List.of(key)).replaceWithVoid())
                        .orElse(Uni.createFrom().voidItem())
                        .onFailure()
                        .recoverWithNull(),
                time);
    }
}
