package dev.terrace.gateway.api.forward;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request on and the answer back, both streamed with back-pressure, event streams unbuffered. A caller who goes away ends the
 * call behind. A service that takes its time is told from one that hangs by asking for its health beside the call: when that is not
 * answered within a second either, the call is over. Not promised: a second try; whoever asks knows better whether to ask again.
 */
public final class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long CONNECT_MS = 1_000;
    private static final long FETCH_MS = 2_000;
    private static final long ANSWER_MS = 30_000;
    private static final long PATIENCE_MS = 1_000;
    private static final String ALIVE = "/q/health/live";
    private static final long MOST_BYTES = 512L << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final Problems problems;

    public Relay(Vertx vertx, HttpClient client, Problems problems) {
        this.vertx = vertx;
        this.client = client;
        this.problems = problems;
    }

    /** Forwards; {@code token} is null where nobody is to be named. */
    void pass(RoutingContext context, Upstream upstream, @Nullable String token) {
        HttpServerRequest request = context.request();
        if (Problems.declared(request) > MOST_BYTES) {
            problems.answer(context, Problem.of(Kind.TOO_LARGE, "At most 512 MiB."));
            return;
        }
        request.pause();
        client.request(target(upstream, request.method(), request.uri()))
                .onSuccess(call -> send(context, upstream, call, token))
                .onFailure(failure -> away(context, upstream, failure));
    }

    /** A small answer as a whole, within two seconds; fails when it is not 200. */
    Future<Buffer> fetch(Upstream upstream, String uri, String token) {
        RequestOptions target = target(upstream, HttpMethod.GET, uri)
                .setTimeout(FETCH_MS)
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json");
        return client.request(target)
                .flatMap(HttpClientRequest::send)
                .flatMap(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture("status " + answer.statusCode()));
    }

    private static RequestOptions target(Upstream upstream, HttpMethod method, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(upstream.address().getHost())
                .setPort(upstream.port())
                .setSsl(upstream.tls())
                .setURI(uri)
                .setConnectTimeout(CONNECT_MS);
    }

    private void send(RoutingContext context, Upstream upstream, HttpClientRequest call, @Nullable String token) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        response.closeHandler(gone -> call.reset());
        Headers.request(request, call.headers(), token);
        if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            call.setChunked(true);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        call.response()
                .onSuccess(answer -> receive(context, upstream, call, answer))
                .onFailure(failure -> away(context, upstream, failure));
        watch(upstream, call);
        Counted body = new Counted(request, MOST_BYTES);
        body.pipeTo(call).onSuccess(sent -> limit(call)).onFailure(failure -> {
            call.reset();
            if (failure instanceof Problem problem) {
                problems.answer(context, problem);
            }
        });
    }

    private void receive(RoutingContext context, Upstream upstream, HttpClientRequest call, HttpClientResponse answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            call.reset();
            return;
        }
        response.setStatusCode(answer.statusCode());
        Headers.response(answer.headers(), response.headers());
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        ReadStream<Buffer> body = answer;
        body.pipeTo(response).onFailure(failure -> {
            LOG.debugf("forwarded answer broke service=%s reason=%s", upstream.name(), failure.getMessage());
            context.request().connection().close();
        });
    }

    private void away(RoutingContext context, Upstream upstream, Throwable failure) {
        if (context.response().headWritten() || context.response().closed()) {
            return;
        }
        LOG.warnf("service away service=%s reason=%s", upstream.name(), failure.getMessage());
        problems.answer(
                context,
                Problem.of(Kind.UNAVAILABLE, "The " + upstream.name() + " does not answer now.")
                        .retryAfter(2));
    }

    /** Each second without an answer the service has to show that it is alive; a body that it does not take is no answer. */
    private void watch(Upstream upstream, HttpClientRequest call) {
        long timer = vertx.setTimer(PATIENCE_MS, late -> {
            RequestOptions health = target(upstream, HttpMethod.GET, ALIVE).setTimeout(PATIENCE_MS);
            client.request(health).flatMap(HttpClientRequest::send).onComplete(alive -> {
                if (call.response().isComplete()) {
                    return;
                }
                if (alive.succeeded()) {
                    watch(upstream, call);
                } else {
                    call.reset(0, new TimeoutException("it hangs"));
                }
            });
        });
        call.response().onComplete(any -> vertx.cancelTimer(timer));
    }

    /** From the end of the request to the head of the answer; what streams after that may take as long as its reader likes. */
    private void limit(HttpClientRequest call) {
        if (!call.response().isComplete()) {
            long timer = vertx.setTimer(ANSWER_MS, late -> call.reset(0, new TimeoutException("no answer in time")));
            call.response().onComplete(any -> vertx.cancelTimer(timer));
        }
    }
}
