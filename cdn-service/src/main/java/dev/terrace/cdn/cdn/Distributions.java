package dev.terrace.cdn.cdn;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;

/** The distributions there are. */
public final class Distributions {
    private final Pool database;

    public Distributions(Pool database) {
        this.database = database;
    }

    /** All, by name. */
    public Uni<List<Distribution>> all() {
        return database.query("SELECT id, name, provider, provider_id, domain FROM cdn.distribution ORDER BY name")
                .execute()
                .map(rows -> {
                    List<Distribution> all = new ArrayList<>();
                    rows.forEach(row -> all.add(new Distribution(
                            row.getString("id"),
                            row.getString("name"),
                            row.getString("provider"),
                            row.getString("provider_id"),
                            row.getString("domain"))));
                    return all;
                });
    }

    /** Those named, by id or provider; all when neither names any. */
    public Uni<List<Distribution>> chosen(List<String> ids, List<String> providers) {
        return all().map(all -> all.stream()
                .filter(d -> (ids.isEmpty() && providers.isEmpty())
                        || ids.contains(d.id())
                        || providers.contains(d.provider()))
                .toList());
    }
}
