package dev.terrace.gateway.catalog;

import dev.terrace.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configurations as one document: out, and in again. An import replaces the settings of each cache it names and leaves the others alone. */
@Singleton
public class Importer {
    private final Catalog catalog;
    private final Draft draft;
    private final Follower follower;
    private final Announcements announcements;
    private final InstantSource clock;

    @Inject
    public Importer(Catalog catalog, Draft draft, Follower follower, Announcements announcements, InstantSource clock) {
        this.catalog = catalog;
        this.draft = draft;
        this.follower = follower;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** All that the caller may use. */
    public Uni<Bundle> bundle(Caller caller) {
        return catalog.page(0, Integer.MAX_VALUE, caller.caches())
                .map(all -> new Bundle(
                        Bundle.FORMAT,
                        clock.instant(),
                        all.stream().map(draft::tree).toList()));
    }

    /** All of it in one transaction or, as a dry run, nothing; 403, 409, 422. */
    public Uni<Imported> take(Bundle bundle, boolean dryRun, Caller caller) {
        List<Settings> wanted = bundle.settings(draft);
        wanted.forEach(settings -> By.allowed(caller, String.valueOf(settings.name())));
        DependentRules.checkGraph("/configurations/", wanted, follower::settings);
        Uni<List<Catalog.Change>> changes = dryRun ? catalog.wouldPut(wanted) : catalog.put(wanted, caller.subject());
        return changes.invoke(done -> {
                    if (!dryRun) {
                        done.stream()
                                .filter(Catalog.Change::any)
                                .forEach(c -> announcements.changed(c, caller.subject()));
                    }
                })
                .call(() -> dryRun ? Uni.createFrom().voidItem() : follower.refreshed())
                .map(done -> Imported.of(dryRun, done.stream().map(this::item).toList()));
    }

    private Imported.Item item(Catalog.Change change) {
        CacheConfiguration after = Objects.requireNonNull(change.after());
        CacheConfiguration before = change.before();
        Map<String, Object> base = before == null ? draft.defaults() : draft.fields(before.settings());
        Map<String, Difference.Change> diff = Difference.between(base, draft.fields(after.settings()));
        diff.remove("name");
        String action = before == null ? "create" : change.any() ? "update" : "none";
        return new Imported.Item(after.name(), action, after.version(), diff);
    }
}
