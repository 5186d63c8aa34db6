package dev.terrace.gateway.origin.http;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.guard.TierFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP origin: GET reads (404 and 410 are "there is no such thing"), PUT writes, DELETE deletes, any 2xx is done. A call that takes
 * longer than the hard limit has failed for its caller; a write may still land.
 */
final class HttpOrigin implements Origin {
    /** Statuses that say "not now" rather than "not this". */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 502, 503, 504);

    private static final String VERSION = "Terrace-Version";

    private final HttpClient client;
    private final Time time;
    private final HttpOriginSpec spec;
    private final Body body;
    private final Vertx vertx;

    HttpOrigin(Vertx vertx, HttpClient client, Time time, HttpOriginSpec spec, int maxBytes) {
        this.vertx = vertx;
        this.client = client;
        this.time = time;
        this.spec = spec;
        this.body = new Body(maxBytes);
    }

    @Override
    public boolean writable() {
        return spec.writable();
    }

    @Override
    public boolean conditional() {
        return spec.conditional();
    }

    @Override
    public long softTimeoutMs() {
        return spec.softTimeoutMs();
    }

    @Override
    public long hardTimeoutMs() {
        return spec.hardTimeoutMs();
    }

    @Override
    public Uni<Fetched> fetch(CacheKey key) {
        return limited(() -> request(HttpMethod.GET, key)
                        .compose(HttpClientRequest::send)
                        .compose(body::read))
                .map(answer -> FetchedAnswer.of(answer, spec.honourHeaders()))
                .onFailure()
                .recoverWithItem(failure -> new Fetched.Failed(why(failure), detail(failure)));
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        return write(key, value, condition, "");
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition, String version) {
        return written(
                () -> request(HttpMethod.PUT, key).compose(request -> {
                    Conditions.add(request, condition);
                    if (!version.isEmpty()) {
                        request.putHeader(VERSION, version);
                    }
                    if (value.contentType() != null) {
                        request.putHeader(HttpHeaders.CONTENT_TYPE, value.contentType());
                    }
                    return request.send(Buffer.buffer(value.bytes())).compose(body::read);
                }),
                false);
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        return written(
                () -> request(HttpMethod.DELETE, key).compose(request -> {
                    Conditions.add(request, condition);
                    return request.send().compose(body::read);
                }),
                true);
    }

    private Uni<Written> written(Call call, boolean deletion) {
        return limited(call)
                .map(answer -> written(answer, deletion))
                .onFailure()
                .recoverWithItem(failure -> new Written.Failed(why(failure), detail(failure)));
    }

    private static Written written(Body.Answer answer, boolean deletion) {
        if (answer.status() == 412) {
            return new Written.ConditionFailed();
        }
        boolean gone = deletion && (answer.status() == 404 || answer.status() == 410);
        return answer.ok() || gone
                ? new Written.Done(answer.status() == 201, null)
                : new Written.Failed(
                        Refusal.ORIGIN_FAILED,
                        "the origin answered " + answer.status(),
                        !PASSING.contains(answer.status()));
    }

    @Override
    public Uni<Validator> validator(CacheKey key) {
        return limited(() -> request(HttpMethod.GET, key)
                        .compose(HttpClientRequest::send)
                        .compose(body::read))
                .map(HttpOrigin::validator)
                .onFailure()
                .recoverWithItem(failure -> new Validator.Failed(detail(failure), false));
    }

    private static Validator validator(Body.Answer answer) {
        if (answer.status() == 404 || answer.status() == 410) {
            return new Validator.Absent();
        }
        String etag = answer.ok() ? answer.headers().get(HttpHeaders.ETAG) : null;
        if (etag == null || etag.length() < 3 || !etag.startsWith("\"") || !etag.endsWith("\"")) {
            return new Validator.Failed(
                    "the origin answered " + answer.status() + " without a strong ETag",
                    !PASSING.contains(answer.status()));
        }
        return new Validator.Is(etag.substring(1, etag.length() - 1));
    }

    @Override
    public Uni<String> probe() {
        return limited(() -> client.request(options(HttpMethod.HEAD, Urls.fill(spec.urlTemplate(), "_probe")))
                        .compose(HttpClientRequest::send)
                        .compose(body::read))
                .map(answer -> "answered " + answer.status());
    }

    @Override
    public void close() {
        // The client belongs to all origins.
    }

    /** A call that can be made. */
    private interface Call {
        Future<Body.Answer> make();
    }

    private Uni<Body.Answer> limited(Call call) {
        return Limit.of(
                time,
                () -> Uni.createFrom()
                        .emitter(caller -> onEventLoop(() -> call.make().onComplete(done -> {
                            if (done.succeeded()) {
                                caller.complete(done.result());
                            } else {
                                caller.fail(done.cause());
                            }
                        }))),
                spec.hardTimeoutMs());
    }

    /**
     * Each step of a call is set up on the thread that delivers its result: on another one, such as a tier's that just reported a miss, the
     * answer may have gone by before anybody listens.
     */
    private void onEventLoop(Runnable task) {
        if (Context.isOnEventLoopThread()) {
            task.run();
        } else {
            vertx.runOnContext(now -> task.run());
        }
    }

    private Future<HttpClientRequest> request(HttpMethod method, CacheKey key) {
        return client.request(options(method, Urls.fill(spec.urlTemplate(), key.key())));
    }

    /** Beyond the hard limit the request is also given up on the wire, with a margin: what was sent may have been taken. */
    private RequestOptions options(HttpMethod method, String url) {
        return new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(method)
                .setFollowRedirects(false)
                .setTimeout(spec.hardTimeoutMs() * 2);
    }

    private static Refusal why(Throwable failure) {
        return failure instanceof TierFailure tier && tier.outcome() == TierAnswer.Outcome.TIMEOUT
                ? Refusal.ORIGIN_TIMEOUT
                : Refusal.ORIGIN_FAILED;
    }

    private static String detail(@Nullable Throwable failure) {
        return failure instanceof TierFailure ? "the origin did not answer in time" : "the origin could not be reached";
    }
}
