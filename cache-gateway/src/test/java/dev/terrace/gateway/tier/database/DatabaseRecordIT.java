package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.CountingContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DatabaseRecordIT extends CountingContract {
    private static TestDatabase node;

    @BeforeAll
    static void connect() {
        node = new TestDatabase();
    }

    @AfterAll
    static void disconnect() {
        node.close();
    }

    @Override
    protected TierFactory factory() {
        return node.tiers;
    }
}
