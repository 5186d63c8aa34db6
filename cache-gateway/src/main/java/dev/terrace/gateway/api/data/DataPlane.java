package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.gateway.cache.OperationLimits;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Routes {@code /api/cache/...}: credentials first, then the path, the right, the cache, the operation. One route without a pattern, because
 * the router matches normalised paths and a key is taken raw; before Quarkus' own security, which it does not need, and after CORS.
 */
@Singleton
public class DataPlane {
    private static final int ORDER = -250;
    private static final String ALLOWED = "GET, HEAD, PUT, DELETE";

    private final Gate gate;
    private final Caches caches;
    private final InactiveCaches inactive;
    private final OperationLimits quotas;
    private final Reads reads;
    private final Writes writes;
    private final Counts counts;
    private final Batches batches;
    private final Streams streams;

    @Inject
    public DataPlane(
            Gate gate,
            Caches caches,
            InactiveCaches inactive,
            OperationLimits quotas,
            DataPlaneLimits limits,
            InstantSource clock) {
        this.quotas = quotas;
        this.gate = gate;
        this.caches = caches;
        this.inactive = inactive;
        BodyBudget budget = new BodyBudget(limits.bodyBytes());
        streams = new Streams(limits.largeStreams(), limits.largeIdleMs());
        reads = new Reads(clock, streams);
        writes = new Writes(budget, streams, limits.largeBytes());
        counts = new Counts(budget);
        batches = new Batches(budget, limits, quotas, clock);
    }

    /** Large values on their way. */
    public Streams streams() {
        return streams;
    }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(this::handle);
    }

    void handle(RoutingContext routing) {
        String path = routing.request().path();
        if (path == null || !path.startsWith(DataPath.PREFIX)) {
            routing.next();
            return;
        }
        RoomyHeads.on(routing.request());
        Exchange exchange = new Exchange(routing);
        Caller caller = gate.known(exchange.request);
        if (caller != null) {
            // Not through Exchange.on, which takes an object: this is the way of every hit.
            try {
                serve(exchange, caller, path);
            } catch (RuntimeException e) {
                exchange.failed(e);
            }
            return;
        }
        exchange.request.pause();
        gate.ask(exchange.request)
                .subscribe()
                .with(found -> exchange.on(() -> serve(exchange, admitted(found), path)), exchange::failed);
    }

    private static Caller admitted(Optional<Caller> found) {
        return found.orElseThrow(() -> Problem.of(Kind.UNAUTHORIZED, "A valid bearer token is needed."));
    }

    private void serve(Exchange exchange, Caller caller, String path) {
        HttpMethod method = exchange.method();
        switch (DataPath.of(path, method == HttpMethod.POST)) {
            case DataPath.Malformed malformed -> throw Problem.of(Kind.MALFORMED, malformed.reason());
            case DataPath.Key at -> key(exchange, caller, at);
            case DataPath.Operation operation -> operation(exchange, caller, operation);
        }
    }

    private void key(Exchange exchange, Caller caller, DataPath.Key at) {
        switch (exchange.method().name()) {
            case "GET", "HEAD" -> {
                CacheHandle cache = taken(open(caller, at.cache()));
                reads.read(exchange, cache, at.key());
                exchange.request.resume();
            }
            case "PUT" -> writes.put(exchange, taken(writable(caller, at.cache())), at.key());
            case "DELETE" -> {
                writes.delete(exchange, taken(writable(caller, at.cache())), at.key());
                exchange.request.resume();
            }
            default -> throw notAllowed(exchange, ALLOWED);
        }
    }

    private void operation(Exchange exchange, Caller caller, DataPath.Operation operation) {
        switch (operation.name()) {
            case "_mget" -> batches.get(exchange, open(caller, operation.cache()));
            case "_mset" -> batches.set(exchange, writable(caller, operation.cache()));
            case "_mdelete" -> batches.delete(exchange, writable(caller, operation.cache()));
            case "_increment" ->
                counts.increment(
                        exchange, taken(writable(caller, operation.cache())), Objects.requireNonNull(operation.key()));
            default -> throw Problem.of(Kind.NOT_FOUND, "There is no operation of that name.");
        }
    }

    private static Problem notAllowed(Exchange exchange, String allowed) {
        exchange.response.putHeader(Names.ALLOW, allowed);
        return Problem.of(Kind.METHOD_NOT_ALLOWED, "A key takes " + allowed + ".");
    }

    private CacheHandle writable(Caller caller, String name) {
        if (!Gate.mayWrite(caller)) {
            throw Exchange.forbidden(caller);
        }
        return open(caller, name);
    }

    private CacheHandle open(Caller caller, String name) {
        if (!caller.mayUse(name)) {
            throw Problem.of(Kind.FORBIDDEN, "These credentials are not for the cache " + name + ".");
        }
        return caches.find(name).orElseThrow(() -> closed(name));
    }

    private CacheHandle taken(CacheHandle cache) {
        limited(quotas, cache.spec().name(), 1);
        return cache;
    }

    /** 429 when the cache has used its operations of the second. */
    static void limited(OperationLimits quotas, String cache, int operations) {
        int wait = quotas.take(cache, operations);
        if (wait > 0) {
            throw Problem.of(Kind.LIMITED, "The cache " + cache + " has used its operations of this second.")
                    .retryAfter(wait);
        }
    }

    private Problem closed(String name) {
        return inactive.contains(name)
                ? Problem.of(Kind.CONFLICT, "The cache " + name + " is not active.")
                : Problem.of(Kind.NOT_FOUND, "There is no cache " + name + ".");
    }
}
