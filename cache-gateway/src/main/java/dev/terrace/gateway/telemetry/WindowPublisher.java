package dev.terrace.gateway.telemetry;

import dev.terrace.events.EventSink;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.kit.events.EventsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Each second: the windows and samples of every open cache, as events. Runs on one thread of its own, never on an event loop. */
@Singleton
public class WindowPublisher {
    private static final Logger LOG = Logger.getLogger(WindowPublisher.class);

    private final Telemetry telemetry;
    private final MeterBindings meters;
    private final Caches caches;
    private final EventSink events;
    private final String node;

    @Inject
    public WindowPublisher(
            Telemetry telemetry, MeterBindings meters, Caches caches, EventSink events, EventsConfig config) {
        this(telemetry, meters, caches, events, config.nodeId());
    }

    WindowPublisher(Telemetry telemetry, MeterBindings meters, Caches caches, EventSink events, String node) {
        this.telemetry = telemetry;
        this.meters = meters;
        this.caches = caches;
        this.events = events;
        this.node = node;
    }

    /** Publishes what is due. A cache that fails is logged and does not stop the others. */
    public void tick() {
        List<CacheHandle> open = caches.all();
        for (CacheHandle cache : open) {
            try {
                publish(cache, cache.spec().name(), cache.tiers());
            } catch (RuntimeException e) {
                LOG.errorf(e, "window not published cache=%s", cache.spec().name());
            }
        }
        Set<String> names = open.stream().map(cache -> cache.spec().name()).collect(Collectors.toSet());
        telemetry.keepOnly(names);
        meters.keepOnly(names);
    }

    private void publish(CacheHandle cache, String name, List<TierState> tiers) {
        CacheWindows windows = telemetry.windows(name);
        meters.see(cache, tiers, windows.meter);
        for (SealedSample sample : windows.meter.sampler.drain()) {
            events.emit(sample.event(node, name));
        }
        windows.due(node, tiers).forEach(events::emit);
    }
}
