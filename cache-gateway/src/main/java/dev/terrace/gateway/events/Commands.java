package dev.terrace.gateway.events;

import dev.terrace.events.Command;
import dev.terrace.events.CommandEvent;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.invalidation.InvalidationOutcome;
import dev.terrace.gateway.invalidation.InvalidationRequest;
import dev.terrace.gateway.invalidation.Invalidations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each command does. Each may be done twice without harm. */
@Singleton
class Commands {
    /** Loads of one warming that are under way at once. */
    private static final int LOADS_AT_ONCE = 8;

    private static final int MAX_KEYS = 10_000;

    private final Caches caches;
    private final InactiveCaches inactive;
    private final Invalidations invalidations;

    @Inject
    Commands(Caches caches, InactiveCaches inactive, Invalidations invalidations) {
        this.caches = caches;
        this.inactive = inactive;
        this.invalidations = invalidations;
    }

    /** Does it once. */
    Uni<Done> run(CommandEvent command, Envelope envelope) {
        Optional<Done.Bad> fault = CommandChecks.fault(command, MAX_KEYS);
        if (fault.isPresent()) {
            return Uni.createFrom().item(fault.get());
        }
        Optional<CacheHandle> cache = caches.find(command.cacheName());
        if (cache.isEmpty()) {
            return Uni.createFrom().item(closed(command.cacheName()));
        }
        return switch (command) {
            case Command.Invalidate invalidate -> invalidate(invalidate, envelope);
            case Command.Warm warm -> warm(cache.get(), warm);
            case Command.Put put -> put(cache.get(), put);
        };
    }

    private Done closed(String name) {
        if (caches.all().isEmpty()) {
            return new Done.NotNow("The caches are not open yet.", Done.FOREVER);
        }
        return inactive.contains(name)
                ? new Done.Bad("The cache " + name + " is not active.")
                : new Done.NotNow("There is no cache " + name + ".", Done.UNKNOWN_TRIES);
    }

    private Uni<Done> invalidate(Command.Invalidate command, Envelope envelope) {
        Selector selector = new Selector(command.keys(), command.tags(), command.pattern(), command.all(), false);
        return invalidations
                .invalidate(new InvalidationRequest(
                        "cmd-" + envelope.id(),
                        command.cacheName(),
                        selector,
                        command.cdn(),
                        List.of(),
                        List.of(),
                        command.reason(),
                        envelope.source()))
                .map(outcome -> switch (outcome) {
                    case InvalidationOutcome.Acknowledged done -> Done.EFFECTED;
                    case InvalidationOutcome.NoSuchCache none -> closed(none.cacheName());
                });
    }

    private Uni<Done> warm(CacheHandle cache, Command.Warm command) {
        if (cache.spec().origin() == null) {
            return Uni.createFrom().item(new Done.Bad("The cache has no origin to load from."));
        }
        return Multi.createFrom()
                .iterable(command.keys())
                .onItem()
                .transformToUni(key -> cache.filling().load(key, null))
                .merge(LOADS_AT_ONCE)
                .collect()
                .asList()
                .map(results -> worst(results.stream().flatMap(Commands::failure)));
    }

    private static Stream<Done> failure(Warmed result) {
        return result.why() == null ? Stream.empty() : Stream.of(refused(result.why(), result.detail()));
    }

    /** What is to be tried again goes before what is given up. */
    private static Done worst(Stream<Done> failures) {
        return failures.reduce(Done.EFFECTED, (worst, next) -> worst instanceof Done.NotNow ? worst : next);
    }

    private static Uni<Done> put(CacheHandle cache, Command.Put command) {
        byte[] value = Base64.getDecoder().decode(command.value());
        Long ttl = command.ttl();
        NewValue written = new NewValue(value, command.contentType(), ttl == null ? null : ttl * 1000, command.tags());
        return cache.write(command.key(), written, Condition.NONE).map(result -> switch (result) {
            case WriteResult.Done done -> Done.EFFECTED;
            case WriteResult.ConditionFailed failed -> new Done.Bad("The condition did not hold.");
            case WriteResult.Refused refused -> refused(refused.why(), refused.detail());
        });
    }

    private static Done refused(Refusal why, String detail) {
        return switch (why) {
            case UNAVAILABLE, POSITION_NOT_REACHED -> new Done.NotNow(detail, Done.FOREVER);
            case ORIGIN_FAILED, ORIGIN_TIMEOUT -> new Done.NotNow(detail, Done.ORIGIN_TRIES);
            case ONLY_IF_CACHED, NOT_SUPPORTED, TOO_LARGE, CONFLICT -> new Done.Bad(detail);
        };
    }
}
