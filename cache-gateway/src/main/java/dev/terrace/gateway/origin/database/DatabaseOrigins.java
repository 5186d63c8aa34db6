package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Preflight;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.UnavailableException;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Tables of named data sources as origins. */
public final class DatabaseOrigins implements Preflight {
    private final DataSources sources;
    private final Time time;

    /** Over those data sources. */
    public DatabaseOrigins(DataSources sources, Time time) {
        this.sources = sources;
        this.time = time;
    }

    /** An origin of that cache; it takes no connection before the first call. */
    public Origin open(CacheSpec spec, DatabaseOriginSpec origin) {
        return new DatabaseOrigin(origin, new Calls(sources, origin, time), spec.maxValueBytes());
    }

    @Override
    public Uni<List<Fault>> check(CacheSpec spec, String ack) {
        if (!(spec.origin() instanceof DatabaseOriginSpec origin)) {
            return Uni.createFrom().item(List.of());
        }
        if (sources.named(origin.datasource()) == null) {
            String detail = "There is no such data source here: " + sources.names() + ".";
            return Uni.createFrom().item(List.of(new Fault("/origin/datasource", detail)));
        }
        return new Calls(sources, origin, time)
                .inspect()
                .map(Inspection.Found::faults)
                .onFailure()
                .transform(failure -> new UnavailableException(
                        "The data source " + origin.datasource() + " cannot be asked for its tables now."));
    }
}
