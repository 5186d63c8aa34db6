package dev.terrace.monitoring.ingest;

import dev.terrace.events.CacheWindow;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import dev.terrace.monitoring.history.Recent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Windows into the history. Each instance has a group of its own and so sees all of them: the live view and the evaluation need every
 * node's windows in one place, and an instance that takes over the evaluation has what it needs in memory. The price, every instance
 * reading a few hundred small records a second, is paid gladly. Offsets are never committed; a start goes back as far as memory reaches.
 */
@Singleton
public class WindowIntake {
    private static final Logger LOG = Logger.getLogger(WindowIntake.class);

    private final Recent recent;
    private final MeterRegistry meters;

    @Inject
    public WindowIntake(Recent recent, MeterRegistry meters) {
        this.recent = recent;
        this.meters = meters;
    }

    /** A record that is no window is counted and left: nobody could do anything with it later. */
    @Incoming("cache-windows")
    public void take(byte[] body) {
        try {
            if (EventCodec.decode(Topic.WINDOW, body) instanceof CacheWindow window) {
                count(recent.add(window).name().toLowerCase(Locale.ROOT));
            }
        } catch (BadEventException | IllegalArgumentException e) {
            count("bad");
            LOG.warnf("event refused topic=%s reason=%s", Topic.WINDOW.topicName(), e.getMessage());
        }
    }

    private void count(String outcome) {
        meters.counter("terrace.monitoring.windows", "outcome", outcome).increment();
    }
}
