package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.BlobTotals;
import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.BlobUpkeep;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.Storing;
import java.time.InstantSource;

/** Opens the database tier of caches over one set of connections, and sweeps for all of them. */
public final class DatabaseTiers implements TierFactory, AutoCloseable {
    /** Largest encoded entry: a row travels whole, both ways. */
    static final long MAX_VALUE_BYTES = 64L << 20;

    private final Database database;
    private final Storing storing;
    private final Sweep sweep;
    private final BlobTotals blobTotals = new BlobTotals();
    private final Blobs blobs;
    private final BlobUpkeep upkeep;

    /** Over those connections, without keys and dictionaries. */
    public DatabaseTiers(Database database, InstantSource clock, RefusedEntries refused) {
        this(database, new Storing(clock, refused));
    }

    /** Over those connections. */
    public DatabaseTiers(Database database, Storing storing) {
        this.database = database;
        this.storing = storing;
        this.sweep = new Sweep(database, storing.clock());
        this.blobs = new DatabaseBlobs(database, blobTotals);
        this.upkeep = new BlobUpkeep(database.vertx(), blobTotals, () -> blobs.sweep(BlobUpkeep.GRACE));
    }

    @Override
    public TierName name() {
        return TierName.DATABASE;
    }

    @Override
    public RecordTier open(CacheSpec spec) {
        StoredForm form = new StoredForm(TierName.DATABASE, spec, MAX_VALUE_BYTES, storing);
        return new DatabaseTier(spec, database, form, sweep, blobs);
    }

    /** What is there of large values in this database. */
    public BlobTotals blobTotals() {
        return blobTotals;
    }

    Sweep sweep() {
        return sweep;
    }

    @Override
    public void close() {
        upkeep.close();
        sweep.close();
    }
}
