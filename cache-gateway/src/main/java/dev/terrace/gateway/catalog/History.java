package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What configurations were: each change left a version, and the history outlives its configuration. Called on a Vert.x context. */
@Singleton
public class History {
    private final Draft draft;

    @Inject
    public History(Draft draft) {
        this.draft = draft;
    }

    /**
     * Versions below the given one, newest first; of a name that was used again, those of its present or last configuration. 404.
     *
     * @param limit one more is answered when there is more
     */
    public Uni<List<PastVersion>> page(String idOrName, long below, int limit) {
        return Panache.withSession(() -> configuration(idOrName)
                .chain(id -> VersionRow.<VersionRow>find(
                                "configurationId = ?1 and version < ?2",
                                Sort.by("version").descending(),
                                id,
                                below)
                        .page(0, limit + 1)
                        .list())
                .map(rows -> versions(rows)));
    }

    /** The settings of that version; 404 when there is none, or when it is the one that says "deleted". */
    Uni<Settings> settings(long configurationId, long version) {
        return Panache.withSession(() -> VersionRow.<VersionRow>find(
                                "configurationId = ?1 and version = ?2 and deleted = false", configurationId, version)
                        .firstResult())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(Kind.NOT_FOUND, "There is no such version to restore."))
                .map(row -> draft.stored(row.name, row.settings));
    }

    private static Uni<Long> configuration(String idOrName) {
        var query = Catalog.isNumber(idOrName)
                ? VersionRow.<VersionRow>find("configurationId", Sort.by("id").descending(), Long.parseLong(idOrName))
                : VersionRow.<VersionRow>find("name", Sort.by("id").descending(), idOrName);
        return query.firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(Kind.NOT_FOUND, "There is no such cache configuration."))
                .map(row -> row.configurationId);
    }

    private List<PastVersion> versions(List<VersionRow> newestFirst) {
        List<PastVersion> versions = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            VersionRow row = newestFirst.get(i);
            Map<String, Object> settings = fields(row);
            Map<String, Object> before = i + 1 < newestFirst.size() ? fields(newestFirst.get(i + 1)) : draft.defaults();
            versions.add(new PastVersion(
                    row.version, row.name, row.deleted, row.actor, row.at, settings, diff(before, settings)));
        }
        return versions;
    }

    private static Map<String, Difference.Change> diff(Map<String, Object> before, Map<String, Object> settings) {
        Map<String, Difference.Change> diff = Difference.between(before, settings);
        diff.remove("name");
        return diff;
    }

    private Map<String, Object> fields(VersionRow row) {
        return draft.fields(draft.stored(Objects.requireNonNull(row.name), row.settings));
    }
}
