package dev.terrace.gateway.boot;

import dev.terrace.gateway.values.Vault;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether this node holds the keys of every encrypted cache that is open here. A matter of wellness, not of readiness: without them the node
 * still serves all other caches, and those from their origins.
 */
@Wellness
@Singleton
public class EncryptionHealth implements HealthCheck {
    private final Vault vault;

    /** Of that vault. */
    public EncryptionHealth(Vault vault) {
        this.vault = vault;
    }

    @Override
    public HealthCheckResponse call() {
        return vault.health()
                .map(message -> HealthCheckResponse.named("encryption")
                        .down()
                        .withData("message", message)
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("encryption"));
    }
}
