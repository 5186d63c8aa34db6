package dev.terrace.monitoring.ingest;

import dev.terrace.events.Audited;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import dev.terrace.monitoring.audit.AuditLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Audit events into the log. One group for all instances, acknowledged after the row is there; a row that comes twice is one row. */
@Singleton
public class AuditIntake {
    private static final Logger LOG = Logger.getLogger(AuditIntake.class);

    private final AuditLog log;

    @Inject
    public AuditIntake(AuditLog log) {
        this.log = log;
    }

    /** Tries until the database takes it: audit rows are not dropped. */
    @Incoming("audit-rows")
    public Uni<Void> take(byte[] body) {
        try {
            return EventCodec.decode(Topic.AUDIT, body) instanceof Audited row
                    ? log.append(row)
                            .onFailure()
                            .invoke(failure -> LOG.warnf("audit row delayed reason=%s", failure.getMessage()))
                            .onFailure()
                            .retry()
                            .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
                            .indefinitely()
                    : Uni.createFrom().voidItem();
        } catch (BadEventException e) {
            LOG.warnf("event refused topic=%s reason=%s", Topic.AUDIT.topicName(), e.getMessage());
            return Uni.createFrom().voidItem();
        }
    }
}
