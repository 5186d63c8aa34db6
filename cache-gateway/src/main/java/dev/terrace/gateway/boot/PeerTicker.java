package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.warming.hot.HotKeys;
import dev.terrace.gateway.warming.peer.PeerWarming;
import dev.terrace.gateway.warming.peer.Peers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Begins what gateways do with each other once this one listens: its row each two seconds, hot keys, and memory from another gateway. */
@Singleton
public class PeerTicker {
    private static final Logger LOG = Logger.getLogger(PeerTicker.class);
    private static final long EVERY_MS = 2000;

    private final Provider<Peers> peers;
    private final PeerConfig config;
    private final HotKeys hotKeys;
    private final PeerWarming warming;
    private final Time time;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean stopped;

    @Inject
    public PeerTicker(Provider<Peers> peers, PeerConfig config, HotKeys hotKeys, PeerWarming warming, Time time) {
        this.peers = peers;
        this.config = config;
        this.hotKeys = hotKeys;
        this.warming = warming;
        this.time = time;
    }

    void listening(@ObservesAsync HttpServerStart event) {
        if (begun.compareAndSet(false, true)) {
            if (config.hotKeysShared()) {
                hotKeys.start();
            }
            warming.begin();
            beat();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        warming.stop();
        hotKeys.stop();
        if (begun.get()) {
            peers.get().leave().subscribe().with(left -> {}, failure -> {});
        }
    }

    private void beat() {
        if (stopped) {
            return;
        }
        peers.get().beat().subscribe().with(known -> again(), failure -> {
            LOG.warnf("gateways not looked up reason=%s", failure.getMessage());
            again();
        });
    }

    private void again() {
        time.after(EVERY_MS, this::beat);
    }
}
