package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * The kept configurations. Every change is one transaction with its history; a change that is based on a stale version is refused. Called
 * on a Vert.x context; problems are failed Unis.
 */
@Singleton
public class Catalog {
    private final Draft draft;
    private final InstantSource clock;

    @Inject
    public Catalog(Draft draft, InstantSource clock) {
        this.draft = draft;
        this.clock = clock;
    }

    /** A change, before and after. {@code before} is null for a new configuration, {@code after} for a deleted one. */
    public record Change(
            @Nullable CacheConfiguration before, @Nullable CacheConfiguration after) {
        /** Whether anything is other than before. */
        boolean any() {
            return before == null || !before.equals(after);
        }
    }

    /** Up to that many in order of their ids after the given one, limited to the given caches unless that set is empty. */
    public Uni<List<CacheConfiguration>> page(long afterId, int limit, Set<String> only) {
        return Panache.withSession(() -> (only.isEmpty()
                        ? ConfigurationRow.<ConfigurationRow>find("id > ?1", Sort.by("id"), afterId)
                        : ConfigurationRow.<ConfigurationRow>find(
                                "id > ?1 and name in ?2", Sort.by("id"), afterId, List.copyOf(only)))
                .page(0, limit)
                .list()
                .map(rows -> rows.stream().map(this::shown).toList()));
    }

    /** The configuration of that number or name; 404. */
    public Uni<CacheConfiguration> get(String idOrName) {
        return Panache.withSession(() -> row(idOrName, LockModeType.NONE).map(this::shown));
    }

    /** Keeps a new one; 409 when the name is taken. */
    public Uni<Change> create(Settings settings, String actor) {
        return Panache.withTransaction(() -> made(settings, actor))
                .onFailure(Catalog::nameTaken)
                .transform(f -> Problem.of(Kind.CONFLICT, "There is a cache of that name."));
    }

    private Uni<Change> made(Settings settings, String actor) {
        Instant now = now();
        ConfigurationRow row = new ConfigurationRow();
        row.name = Objects.requireNonNull(settings.name());
        row.version = 1;
        row.settings = draft.fields(settings);
        row.createdAt = now;
        row.updatedAt = now;
        return row.<ConfigurationRow>persistAndFlush()
                .call(kept -> VersionRow.of(kept, actor, now).persist())
                .map(kept -> new Change(null, shown(kept)));
    }

    /** Puts all of them in place in one transaction, new ones and present ones, by name; what is no other stays as it is. */
    public Uni<List<Change>> put(List<Settings> all, String actor) {
        return Panache.withTransaction(() -> eachByName(all, LockModeType.PESSIMISTIC_WRITE, (settings, row) -> {
                    if (row == null) {
                        return made(settings, actor);
                    }
                    CacheConfiguration before = shown(row);
                    return same(settings, before)
                            ? Uni.createFrom().item(new Change(before, before))
                            : settle(row, before, settings, actor);
                }))
                .onFailure(Catalog::nameTaken)
                .transform(f -> Problem.of(Kind.CONFLICT, "A cache of one of those names was made meanwhile."));
    }

    /** What {@link #put} would do now. */
    public Uni<List<Change>> wouldPut(List<Settings> all) {
        return Panache.withSession(() -> eachByName(all, LockModeType.NONE, (settings, row) -> {
            CacheConfiguration before = row == null ? null : shown(row);
            boolean same = before != null && same(settings, before);
            return Uni.createFrom().item(new Change(before, same ? before : after(before, settings)));
        }));
    }

    private CacheConfiguration after(@Nullable CacheConfiguration before, Settings settings) {
        Instant now = now();
        return before == null
                ? new CacheConfiguration(0, settings, 1, now, now)
                : new CacheConfiguration(before.id(), settings, before.version() + 1, before.createdAt(), now);
    }

    private boolean same(Settings wanted, CacheConfiguration present) {
        return draft.fields(wanted).equals(draft.fields(present.settings()));
    }

    /** One after the other, in the order of their names, so that two imports at once do not wait for each other; answers as asked. */
    private static Uni<List<Change>> eachByName(
            List<Settings> all, LockModeType lock, BiFunction<Settings, @Nullable ConfigurationRow, Uni<Change>> step) {
        Map<String, Change> done = new HashMap<>();
        Uni<Void> steps = Uni.createFrom().voidItem();
        for (Settings settings :
                all.stream().sorted(Comparator.comparing(Settings::name)).toList()) {
            String name = Objects.requireNonNull(settings.name());
            steps = steps.chain(() -> ConfigurationRow.<ConfigurationRow>find("name", name)
                    .withLock(lock)
                    .firstResult()
                    .chain(row -> step.apply(settings, row))
                    .invoke(change -> done.put(name, change))
                    .replaceWithVoid());
        }
        return steps.map(nothing -> all.stream()
                .map(s -> Objects.requireNonNull(done.get(s.name())))
                .toList());
    }

    /** Puts other settings in place of the present ones; 404, 409, 412. */
    public Uni<Change> change(String idOrName, By by, Function<CacheConfiguration, Settings> edit) {
        return Panache.withTransaction(
                () -> row(idOrName, LockModeType.PESSIMISTIC_WRITE).flatMap(row -> {
                    CacheConfiguration before = shown(row);
                    by.check(before);
                    return settle(row, before, edit.apply(before), by.actor());
                }));
    }

    /** As {@link #change}, but settings that are no others make no new version: then the change is from and to the same one. */
    public Uni<Change> changeIfOther(String idOrName, By by, Function<CacheConfiguration, Settings> edit) {
        return Panache.withTransaction(
                () -> row(idOrName, LockModeType.PESSIMISTIC_WRITE).flatMap(row -> {
                    CacheConfiguration before = shown(row);
                    by.check(before);
                    Settings wanted = edit.apply(before);
                    return same(wanted, before)
                            ? Uni.createFrom().item(new Change(before, before))
                            : settle(row, before, wanted, by.actor());
                }));
    }

    private Uni<Change> settle(ConfigurationRow row, CacheConfiguration before, Settings wanted, String actor) {
        row.settings = draft.fields(wanted);
        row.version++;
        row.updatedAt = now();
        return VersionRow.of(row, actor, row.updatedAt).persistAndFlush().map(kept -> new Change(before, shown(row)));
    }

    /** Forgets it, its history excepted; 404, 412. */
    public Uni<Change> delete(String idOrName, By by) {
        return Panache.withTransaction(
                () -> row(idOrName, LockModeType.PESSIMISTIC_WRITE).flatMap(row -> {
                    CacheConfiguration before = shown(row);
                    by.check(before);
                    VersionRow last = VersionRow.of(row, by.actor(), now());
                    last.version++;
                    last.deleted = true;
                    return last.persist().chain(row::delete).map(done -> new Change(before, null));
                }));
    }

    private Uni<ConfigurationRow> row(String idOrName, LockModeType lock) {
        var query = isNumber(idOrName)
                ? ConfigurationRow.<ConfigurationRow>find("id", Long.parseLong(idOrName))
                : ConfigurationRow.<ConfigurationRow>find("name", idOrName);
        return query.withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(Kind.NOT_FOUND, "There is no such cache configuration."));
    }

    /** Whether it is an id; names begin with a letter. */
    static boolean isNumber(String idOrName) {
        return !idOrName.isEmpty() && idOrName.length() < 19 && idOrName.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private CacheConfiguration shown(ConfigurationRow row) {
        Settings settings = draft.stored(row.name, row.settings);
        return new CacheConfiguration(
                Objects.requireNonNull(row.id), settings, row.version, row.createdAt, row.updatedAt);
    }

    /** As exact as PostgreSQL keeps it, so that what is answered is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof ConstraintViolationException
                || (failure.getCause() != null && failure.getCause() != failure && nameTaken(failure.getCause()));
    }
}
