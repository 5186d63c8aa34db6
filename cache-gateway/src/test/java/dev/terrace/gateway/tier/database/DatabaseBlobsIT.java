package dev.terrace.gateway.tier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.BlobsContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    @Override
    protected void damage(Blobs.Ref ref, int number) throws SQLException {
        try (Connection connection = node.jdbc();
                PreparedStatement change = connection.prepareStatement("UPDATE gateway.blob_chunk"
                        + " SET body = set_byte(body, 7, get_byte(body, 7) # 1) WHERE blob = ? AND number = ?")) {
            change.setObject(1, ref.id());
            change.setInt(2, number);
            assertEquals(1, change.executeUpdate());
        }
    }
}
