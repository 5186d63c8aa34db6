package dev.terrace.monitoring.store;

import dev.terrace.kit.test.LocalStack;
import dev.terrace.monitoring.alert.AlertStore;
import dev.terrace.monitoring.alert.AlertStoreContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class PostgresAlertsIT extends AlertStoreContract {
    @Inject
    PostgresAlerts alerts;

    @Override
    protected AlertStore store() {
        return alerts;
    }
}
