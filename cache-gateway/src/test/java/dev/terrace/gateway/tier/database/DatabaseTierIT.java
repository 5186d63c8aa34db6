package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.SharedTierContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DatabaseTierIT extends SharedTierContract {
    private static TestDatabase node;
    private static TestDatabase otherNode;

    @BeforeAll
    static void connect() {
        node = new TestDatabase();
        otherNode = new TestDatabase();
    }

    @AfterAll
    static void disconnect() {
        node.close();
        otherNode.close();
    }

    @Override
    protected TierFactory factory() {
        return node.tiers;
    }

    @Override
    protected TierFactory otherFactory() {
        return otherNode.tiers;
    }
}
