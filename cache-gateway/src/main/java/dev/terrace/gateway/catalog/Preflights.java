package dev.terrace.gateway.catalog;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Preflight;
import dev.terrace.gateway.cache.Preflight.Fault;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What only servers can say of settings, asked when it matters: of new settings, and of those whose origin, tiers or acknowledgement change. */
@Singleton
public class Preflights {
    private final List<Preflight> all;

    @Inject
    public Preflights(@All List<Preflight> all) {
        this.all = List.copyOf(all);
    }

    /** The settings when nothing speaks against them; a failure with 422 and pointers, or 503 when it cannot be said. */
    Uni<Settings> passed(@Nullable Settings before, Settings wanted) {
        if (all.isEmpty() || (before != null && same(before, wanted))) {
            return Uni.createFrom().item(wanted);
        }
        CacheSpec spec = Conversion.spec(new CacheConfiguration(0, wanted, 1, Instant.EPOCH, Instant.EPOCH));
        Uni<List<List<Fault>>> faults = Uni.join()
                .all(all.stream().map(one -> one.check(spec, wanted.ack())).toList())
                .andFailFast();
        return SameContext.of(faults)
                .onFailure(UnavailableException.class)
                .transform(away -> Problem.of(Kind.UNAVAILABLE, String.valueOf(away.getMessage())))
                .invoke(Preflights::refuse)
                .replaceWith(wanted);
    }

    private static boolean same(Settings before, Settings wanted) {
        return before.encryptionEnabled() == wanted.encryptionEnabled()
                && Objects.equals(before.origin(), wanted.origin())
                && before.ack().equals(wanted.ack())
                && before.tiers().equals(wanted.tiers())
                && before.strategy().equals(wanted.strategy());
    }

    private static void refuse(List<List<Fault>> faults) {
        List<FieldError> errors = faults.stream()
                .flatMap(List::stream)
                .map(fault -> new FieldError(fault.pointer(), fault.detail()))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }
}
