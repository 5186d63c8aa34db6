package dev.terrace.gateway.origin.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Reads answers whole, up to a bound. A body that was cut is a failure. */
record Body(int maxBytes) {
    /** A whole answer. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Answer(int status, MultiMap headers, byte[] bytes) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        Buffer bytes = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            if (bytes.length() + part.length() > maxBytes) {
                whole.tryFail(new IllegalStateException("the origin's answer is larger than " + maxBytes + " bytes"));
                response.request().reset();
            } else {
                bytes.appendBuffer(part);
            }
        });
        response.endHandler(
                end -> whole.tryComplete(new Answer(response.statusCode(), response.headers(), bytes.getBytes())));
        return whole.future();
    }
}
