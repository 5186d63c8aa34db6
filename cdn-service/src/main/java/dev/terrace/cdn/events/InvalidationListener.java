package dev.terrace.cdn.events;

import dev.terrace.cdn.asset.Glob;
import dev.terrace.cdn.cdn.Distributions;
import dev.terrace.cdn.cdn.Purge;
import dev.terrace.cdn.cdn.Purges;
import dev.terrace.cdn.cdn.Targets;
import dev.terrace.cdn.publish.Shelf;
import dev.terrace.events.Invalidated;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledged invalidation that asks for the CDN becomes a purge. Origin and gateway have dropped it by then, so an edge cannot refill
 * with what was invalidated. The purge has the invalidation's id, so a record that comes twice is one purge. Without the database it is
 * tried again; the record is not committed before its purge is durable.
 */
@ApplicationScoped
public class InvalidationListener {
    private static final Logger LOG = Logger.getLogger(InvalidationListener.class);
    private static final int MOST_PATHS = 10_000;

    private final Purges purges;
    private final Distributions distributions;
    private final Shelf shelf;

    public InvalidationListener(Purges purges, Distributions distributions, Shelf shelf) {
        this.purges = purges;
        this.distributions = distributions;
        this.shelf = shelf;
    }

    @Incoming("invalidations")
    public Uni<Void> on(byte[] body) {
        try {
            Invalidated event = (Invalidated) EventCodec.decode(Topic.INVALIDATION, body);
            return event.cdn() ? purge(event) : Uni.createFrom().voidItem();
        } catch (BadEventException e) {
            LOG.warnf("event refused topic=%s reason=%s", Topic.INVALIDATION.topicName(), e.getMessage());
            return Uni.createFrom().voidItem();
        }
    }

    private Uni<Void> purge(Invalidated event) {
        return distributions
                .all()
                .flatMap(all -> all.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : order(event)
                                .flatMap(purge -> purges.request(purge, all))
                                .replaceWithVoid())
                .onFailure()
                .invoke(failure -> LOG.warnf("purge deferred id=%s reason=%s", event.id(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
                .indefinitely();
    }

    private Uni<Purge> order(Invalidated event) {
        List<String> paths = new ArrayList<>();
        event.urls().forEach(url -> paths.add(Targets.path(url)));
        event.keys().forEach(key -> paths.add(Targets.path(key)));
        List<String> prefixes =
                new ArrayList<>(event.prefixes().stream().map(Targets::path).toList());
        return Uni.combine()
                .all()
                .unis(shelf.versions(Targets.assetNames(paths)), matching(event.pattern()))
                .asTuple()
                .map(found -> new Purge(
                        event.id(),
                        Targets.withVersions(paths, found.getItem1(), found.getItem2()),
                        event.tags(),
                        prefixes,
                        event.all(),
                        event.actor(),
                        event.reason(),
                        event.at()));
    }

    /** Published and logical paths of the assets that a pattern covers. */
    private Uni<List<String>> matching(@Nullable String pattern) {
        if (pattern == null) {
            return Uni.createFrom().item(List.of());
        }
        Glob glob = new Glob(pattern);
        return shelf.paths(MOST_PATHS)
                .map(paths -> paths.stream()
                        .filter(p -> glob.matches(p) || glob.matches("/" + p))
                        .toList())
                .flatMap(logical -> shelf.versions(logical).map(published -> {
                    List<String> both = new ArrayList<>(logical);
                    both.addAll(published);
                    return both;
                }));
    }
}
