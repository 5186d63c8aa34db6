package dev.terrace.gateway.api.data;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A request and its one answer, on its event loop. */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final int HTTP2_INTERNAL_ERROR = 2;
    private static final NumberedText LENGTHS = new NumberedText("", "");

    final HttpServerRequest request;
    final HttpServerResponse response;
    final Vertx vertx;
    private final @Nullable Context context;
    private @Nullable Runnable afterAnswer;

    /** Values come from anyone who may write them and share the dashboard's origin: no answer may be run or taken for another type. */
    Exchange(RoutingContext routing) {
        request = routing.request();
        response = routing.response();
        vertx = routing.vertx();
        context = Vertx.currentContext();
        response.putHeader(Names.CONTENT_TYPE_OPTIONS, Names.NOSNIFF).putHeader(Names.CSP, Names.SANDBOX);
    }

    HttpMethod method() {
        return request.method();
    }

    boolean isHead() {
        return request.method() == HttpMethod.HEAD;
    }

    @Nullable
    String header(CharSequence name) {
        return request.getHeader(name);
    }

    /** A query parameter; 400 when the query is not well-formed. */
    @Nullable
    String parameter(String name) {
        String query = request.query();
        if (query == null || query.isEmpty()) {
            return null;
        }
        try {
            return request.params(true).get(name);
        } catch (IllegalArgumentException e) {
            throw Problem.of(Kind.MALFORMED, "The query is not well-formed.");
        }
    }

    /** Runs it on the request's own event loop, at once when we are there; what it throws is answered. */
    void on(Runnable task) {
        if (context == null || context == Vertx.currentContext()) {
            guarded(task);
        } else {
            context.runOnContext(ignored -> guarded(task));
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Done once when the answer is out or cannot be sent. */
    void afterAnswer(Runnable task) {
        afterAnswer = task;
    }

    /** An answer with a body, written in one piece. */
    void end(byte[] body) {
        end(body, 0, body.length);
    }

    /** An answer with a part of an array as its body; HEAD gets the length alone. */
    void end(byte[] body, int offset, int length) {
        if (gone()) {
            return;
        }
        response.putHeader(Names.CONTENT_LENGTH, LENGTHS.of(length));
        if (isHead()) {
            response.end();
        } else {
            response.end(Buffer.buffer(Unpooled.wrappedBuffer(body, offset, length)));
        }
    }

    /** An answer without a body. */
    void end() {
        if (!gone()) {
            response.end();
        }
    }

    private boolean gone() {
        Runnable task = afterAnswer;
        if (task != null) {
            afterAnswer = null;
            task.run();
        }
        return response.closed() || response.ended();
    }

    /** Ends it without a whole answer: HTTP/2 resets the stream, of HTTP/1.1 the connection is closed, so nobody takes it for one. */
    void cut() {
        if (gone()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(HTTP2_INTERNAL_ERROR);
        } else {
            request.connection().close();
        }
    }

    /** An answer that is a problem. A body that is still on its way is read to its end, within bounds, and thrown away. */
    void problem(Problem problem) {
        if (gone()) {
            return;
        }
        ProblemReply.head(response, problem);
        byte[] body = ProblemReply.body(problem, request.path());
        if (Drain.needed(this)) {
            Drain.answer(this, body);
        } else {
            end(body);
        }
    }

    /** What went wrong, as a problem; the unexpected is logged and told in no detail. */
    void failed(Throwable failure) {
        if (failure instanceof Problem problem) {
            on(() -> problem(problem));
            return;
        }
        LOG.errorf(failure, "request failed method=%s", request.method());
        on(() -> problem(Problem.of(Kind.INTERNAL, "The request could not be served; the log has the reason.")));
    }

    /** Forbids with a reason. */
    static Problem forbidden(Caller caller) {
        return Problem.of(Kind.FORBIDDEN, "The role " + caller.role().wireName() + " does not allow this here.");
    }
}
