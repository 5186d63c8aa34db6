package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.BlobsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DatabaseBlobsIT extends BlobsContract {
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
