package dev.terrace.monitoring.alert;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alert store in memory, with the promises of the real one. */
public final class MemoryAlerts implements AlertStore {
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    @Override
    public Uni<List<Alert>> watched(Instant now) {
        return Uni.createFrom().item(() -> alerts.values().stream()
                .filter(a -> a.resolvedAt() == null
                        || (a.quietUntil() != null && a.quietUntil().isAfter(now)))
                .toList());
    }

    @Override
    public Uni<Optional<Alert>> find(String id) {
        return Uni.createFrom().item(() -> Optional.ofNullable(alerts.get(id)));
    }

    @Override
    public Uni<Boolean> save(Alert alert, Instant at) {
        return Uni.createFrom().item(() -> {
            Alert kept = alerts.get(alert.id());
            boolean taken = kept == null
                    ? alerts.values().stream()
                            .anyMatch(a -> a.resolvedAt() == null && a.subject().equals(alert.subject()))
                    : kept.version() != alert.version();
            if (!taken) {
                alerts.put(alert.id(), alert.stored());
            }
            return !taken;
        });
    }

    /** All that were ever stored, oldest first. */
    public List<Alert> all() {
        return List.copyOf(alerts.values());
    }
}
