package dev.terrace.cdn.api;

import dev.terrace.cdn.analytics.Traffic;
import dev.terrace.cdn.cdn.Cdn;
import dev.terrace.cdn.cdn.Distribution;
import dev.terrace.cdn.cdn.Distributions;
import dev.terrace.cdn.edge.Edge;
import dev.terrace.cdn.edge.EdgeLocation;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Distributions, locations and what they served. */
@Path("/api/admin/caching/cdn")
public class Network {
    private static final int TOP_PATHS = 50;

    private final Distributions distributions;
    private final List<Cdn> providers;
    private final Edge edge;
    private final Traffic traffic;
    private final InstantSource clock;

    public Network(
            Distributions distributions, @All List<Cdn> providers, Edge edge, Traffic traffic, InstantSource clock) {
        this.distributions = distributions;
        this.providers = providers;
        this.edge = edge;
        this.traffic = traffic;
        this.clock = clock;
    }

    @GET
    @Path("/distributions")
    @RolesAllowed(Role.VIEW)
    public Uni<Page<Distribution>> distributions() {
        return distributions.all().map(Page::of);
    }

    @GET
    @Path("/distributions/{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<Distribution> distribution(@RestPath String id) {
        return distributions.chosen(List.of(id), List.of()).map(found -> found.stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no distribution " + id + ".")));
    }

    /** How a provider answered. */
    public record Probe(boolean ok, String detail) {}

    @POST
    @Path("/distributions/{id}/test_connection")
    @RolesAllowed(Role.OPERATE)
    public Uni<Probe> test(@RestPath String id) {
        return distribution(id).flatMap(d -> providers.stream()
                .filter(p -> p.provider().equals(d.provider()))
                .findFirst()
                .map(p -> p.probe(d).map(word -> new Probe(true, word)))
                .orElseGet(() ->
                        Uni.createFrom().item(new Probe(false, "There is no adapter for " + d.provider() + " here.")))
                .onFailure()
                .recoverWithItem(failure -> new Probe(false, String.valueOf(failure.getMessage()))));
    }

    /** Sums for a set of answers. */
    public record Sums(long requests, long bytes, double hitRatio, double errorRate, double p50Ms, double costUsd) {
        static Sums of(Traffic.Counts counts) {
            return new Sums(
                    counts.requests(), counts.bytes(), counts.hitRatio(), counts.errorRate(), counts.p50Millis(), 0);
        }
    }

    /** Sums of one provider, location or path. */
    public record Part(String name, Sums sums) {}

    /** What the edges served. */
    public record Analytics(
            Sums totals, List<Part> byProvider, List<Part> byLocation, List<Part> byPath, Map<String, Long> savings) {}

    @GET
    @Path("/analytics")
    @RolesAllowed(Role.VIEW)
    public Analytics analytics(
            @RestQuery @Nullable String from, @RestQuery @Nullable String to, @RestQuery @Nullable String provider) {
        Instant now = clock.instant();
        Instant end = to == null ? now : instant("/to", to);
        Instant start = from == null ? end.minus(Duration.ofHours(1)) : instant("/from", from);
        if (start.isAfter(end)) {
            throw Problem.field("/from", "Lies after to.");
        }
        boolean local = provider == null || provider.equals("local");
        Traffic.Summary summary = local ? traffic.between(start, end) : traffic.between(Instant.EPOCH, Instant.EPOCH);
        Sums totals = Sums.of(summary.totals());
        return new Analytics(
                totals,
                local ? List.of(new Part("local", totals)) : List.of(),
                parts(summary.byLocation()),
                parts(summary.byPath()),
                Map.of("images_bytes", 0L, "compression_bytes", summary.totals().savedBytes()));
    }

    private static List<Part> parts(Map<String, Traffic.Counts> counts) {
        return counts.entrySet().stream()
                .map(e -> new Part(e.getKey(), Sums.of(e.getValue())))
                .sorted((a, b) -> Long.compare(b.sums().requests(), a.sums().requests()))
                .limit(TOP_PATHS)
                .toList();
    }

    private static Instant instant(String pointer, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.field(pointer, "Not a time like 2026-01-01T00:00:00Z.");
        }
    }

    /** A location and how it does. */
    public record LocationState(
            String id,
            String code,
            String city,
            String country,
            double lat,
            double lon,
            String provider,
            String status,
            @Nullable Double p50Ms,
            @Nullable Double hitRatio,
            Instant lastSeen,
            boolean enabled,
            @Nullable String notes,
            int priority,
            long entries,
            long bytes) {}

    @GET
    @Path("/edge_locations")
    @RolesAllowed(Role.VIEW)
    public Page<LocationState> locations() {
        Instant now = clock.instant();
        Map<String, Traffic.Counts> counts =
                traffic.between(now.minus(Duration.ofHours(1)), now).byLocation();
        return Page.of(edge.locations().stream()
                .map(l -> state(l, counts.get(l.code()), now))
                .toList());
    }

    private LocationState state(EdgeLocation location, Traffic.@Nullable Counts counts, Instant now) {
        Edge.Holding holding = edge.holding(location.code());
        return new LocationState(
                "local-" + location.code(),
                location.code(),
                location.city(),
                location.country(),
                location.lat(),
                location.lon(),
                "local",
                "up",
                counts == null ? null : counts.p50Millis(),
                counts == null ? null : counts.hitRatio(),
                now,
                true,
                null,
                edge.locations().indexOf(location),
                holding.entries(),
                holding.bytes());
    }
}
