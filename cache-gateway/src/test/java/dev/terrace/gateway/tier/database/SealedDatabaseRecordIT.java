package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.TestKeys;
import dev.terrace.gateway.tier.RecordTierContract;
import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same promises with values that are sealed: SQL compares labels, and reads tags and stamps as ever. */
class SealedDatabaseRecordIT extends RecordTierContract {
    private static final Codecs KEYS = (spec, tier) -> new TestKeys(1, "records").codec(true, spec.maxValueBytes());
    private static TestDatabase node;
    private static DatabaseTiers tiers;

    @BeforeAll
    static void connect() {
        node = new TestDatabase();
        tiers = new DatabaseTiers(node.database, new Storing(Trial.CLOCK, (tier, key, why) -> {}, KEYS));
    }

    @AfterAll
    static void disconnect() {
        tiers.close();
        node.close();
    }

    @Override
    protected TierFactory factory() {
        return tiers;
    }
}
