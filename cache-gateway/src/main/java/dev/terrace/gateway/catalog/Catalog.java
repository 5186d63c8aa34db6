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
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
            @Nullable CacheConfiguration before, @Nullable CacheConfiguration after) {}

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
        return Panache.withTransaction(() -> {
                    Instant now = now();
                    ConfigurationRow row = new ConfigurationRow();
                    row.name = Objects.requireNonNull(settings.name());
                    row.version = 1;
                    row.settings = draft.fields(settings);
                    row.createdAt = now;
                    row.updatedAt = now;
                    return row.<ConfigurationRow>persistAndFlush()
                            .call(kept -> VersionRow.of(kept, actor, now).persist());
                })
                .onFailure(Catalog::nameTaken)
                .transform(f -> Problem.of(Kind.CONFLICT, "There is a cache of that name."))
                .map(row -> new Change(null, shown(row)));
    }

    /** Puts other settings in place of the present ones; 404, 409, 412. */
    public Uni<Change> change(String idOrName, By by, Function<CacheConfiguration, Settings> edit) {
        return Panache.withTransaction(
                () -> row(idOrName, LockModeType.PESSIMISTIC_WRITE).flatMap(row -> {
                    CacheConfiguration before = shown(row);
                    by.check(before);
                    row.settings = draft.fields(edit.apply(before));
                    row.version++;
                    row.updatedAt = now();
                    return VersionRow.of(row, by.actor(), row.updatedAt)
                            .persistAndFlush()
                            .map(kept -> new Change(before, shown(row)));
                }));
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
        boolean id = !idOrName.isEmpty()
                && idOrName.length() < 19
                && idOrName.chars().allMatch(c -> c >= '0' && c <= '9');
        var query = id
                ? ConfigurationRow.<ConfigurationRow>find("id", Long.parseLong(idOrName))
                : ConfigurationRow.<ConfigurationRow>find("name", idOrName);
        return query.withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(Kind.NOT_FOUND, "There is no such cache configuration."));
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
