package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Changes as callers ask for them: checked, kept, in force on this node, told to everyone; only then answered. */
@Singleton
public class Editor {
    private static final Logger LOG = Logger.getLogger(Editor.class);
    private static final Selector EVERYTHING = new Selector(List.of(), List.of(), null, true, false);

    private final Catalog catalog;
    private final Draft draft;
    private final Follower follower;
    private final Caches caches;
    private final Announcements announcements;
    private final Preflights preflights;
    private final History history;

    @Inject
    public Editor(
            Catalog catalog,
            Draft draft,
            Follower follower,
            Caches caches,
            Announcements announcements,
            Preflights preflights,
            History history) {
        this.catalog = catalog;
        this.history = history;
        this.draft = draft;
        this.follower = follower;
        this.caches = caches;
        this.announcements = announcements;
        this.preflights = preflights;
    }

    /** A new cache; 409, 422. */
    public Uni<CacheConfiguration> create(ObjectNode body, @Nullable String preset, Caller caller) {
        Settings settings = Validation.check(draft.full(Sent.fresh(body), preset));
        By.allowed(caller, String.valueOf(settings.name()));
        DependentRules.checkGraph("", List.of(settings), follower::settings);
        return told(preflights.passed(null, settings).chain(() -> catalog.create(settings, caller.subject())), caller);
    }

    /** All settings anew, from defaults; 404, 409, 412, 422, 428. */
    public Uni<CacheConfiguration> replace(
            String idOrName, ObjectNode body, @Nullable String preset, @Nullable String ifMatch, Caller caller) {
        Sent sent = Sent.of(body);
        By by = new By(caller, new Expected(ifMatch, sent.version()).orRefused());
        Uni<Catalog.Change> change = changed(idOrName, by, present -> {
            if (!sent.settings().hasNonNull("name")) {
                sent.settings().put("name", present.name());
            }
            return fitting(sent, present, draft.full(sent.settings(), preset));
        });
        return told(change, caller);
    }

    /** Some settings changed; 404, 409, 412, 422, 428. */
    public Uni<CacheConfiguration> patch(String idOrName, ObjectNode body, @Nullable String ifMatch, Caller caller) {
        Sent sent = Sent.of(body);
        By by = new By(caller, new Expected(ifMatch, sent.version()).orRefused());
        Uni<Catalog.Change> change = changed(
                idOrName, by, present -> fitting(sent, present, draft.changed(present.settings(), sent.settings())));
        return told(change, caller);
    }

    /** Servers are asked before the change, not within its transaction; when it is based on another version by then it is refused. */
    private Uni<Catalog.Change> changed(String idOrName, By by, Function<CacheConfiguration, Settings> edit) {
        return catalog.get(idOrName)
                .invoke(by::check)
                .flatMap(present -> preflights.passed(present.settings(), edit.apply(present)))
                .chain(() -> catalog.change(idOrName, by, edit));
    }

    /**
     * The settings of an earlier version once more, as a new version; when they are the present ones, nothing changes. Needs the same
     * condition as every change: 404, 409, 412, 428; 422 when this release does not take them any more.
     */
    public Uni<CacheConfiguration> restore(String idOrName, long version, Expected expected, Caller caller) {
        By by = new By(caller, expected.orRefused());
        return catalog.get(idOrName).invoke(by::check).flatMap(present -> history.settings(present.id(), version)
                .flatMap(settings -> {
                    Settings wanted = checked(settings);
                    Uni<Catalog.Change> change = preflights
                            .passed(present.settings(), wanted)
                            .chain(() -> catalog.changeIfOther(Long.toString(present.id()), by, now -> wanted));
                    return told(change, caller);
                }));
    }

    /**
     * Invalidates all of it, then forgets it. When the invalidation is refused nothing is changed (503). What other nodes store until they
     * have heard of the deletion is covered by a second invalidation.
     */
    public Uni<Void> delete(String idOrName, @Nullable String ifMatch, Caller caller) {
        By by = new By(caller, ifMatch == null ? Expected.ANY : new Expected(ifMatch, null));
        return catalog.get(idOrName).invoke(by::check).flatMap(present -> opened(present)
                .call(cache -> emptied(cache).onFailure().transform(Editor::notEmptied))
                .call(() -> told(catalog.delete(idOrName, by), caller))
                .call(cache -> emptied(cache).onFailure().recoverWithNull())
                .chain(() -> closed(present.name())));
    }

    private Uni<CacheHandle> opened(CacheConfiguration configuration) {
        Optional<CacheHandle> open = caches.find(configuration.name());
        return open.isPresent()
                ? Uni.createFrom().item(open.get())
                : caches.open(Conversion.spec(configuration))
                        .map(done -> caches.find(configuration.name()).orElseThrow());
    }

    /** An inactive cache was opened for its deletion alone; an active one the follower has closed. */
    private Uni<Void> closed(String name) {
        return caches.find(name).isPresent()
                ? caches.close(name)
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> emptied(CacheHandle cache) {
        return SameContext.of(cache.invalidate(EVERYTHING, "configuration deleted"))
                .replaceWithVoid();
    }

    private static Problem notEmptied(Throwable failure) {
        LOG.warnf("cache not deleted reason=%s", failure.getMessage());
        return Problem.of(Kind.UNAVAILABLE, "Its entries cannot be invalidated now; nothing was changed.");
    }

    private Settings fitting(Sent sent, CacheConfiguration present, Settings wanted) {
        sent.belongsTo(present, wanted);
        return checked(wanted);
    }

    private Settings checked(Settings wanted) {
        Settings settings = Validation.check(wanted);
        DependentRules.checkGraph("", List.of(settings), follower::settings);
        return settings;
    }

    private Uni<CacheConfiguration> told(Uni<Catalog.Change> change, Caller caller) {
        return change.invoke(done -> {
                    if (done.any()) {
                        announcements.changed(done, caller.subject());
                    }
                })
                .call(follower::refreshed)
                .map(done -> done.after() == null ? done.before() : done.after());
    }
}
