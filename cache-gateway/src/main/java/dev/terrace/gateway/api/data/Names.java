package dev.terrace.gateway.api.data;

import io.vertx.core.http.HttpHeaders;

/** Header names and values, encoded once. */
final class Names {
    static final CharSequence AUTHORIZATION = HttpHeaders.AUTHORIZATION;
    static final CharSequence COOKIE = HttpHeaders.COOKIE;
    static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
    static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;
    static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;
    static final CharSequence CONTENT_RANGE = HttpHeaders.CONTENT_RANGE;
    static final CharSequence CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;
    static final CharSequence IF_NONE_MATCH = HttpHeaders.IF_NONE_MATCH;
    static final CharSequence IF_MATCH = HttpHeaders.IF_MATCH;
    static final CharSequence IF_RANGE = HttpHeaders.createOptimized("If-Range");
    static final CharSequence RANGE = HttpHeaders.createOptimized("Range");
    static final CharSequence ETAG = HttpHeaders.ETAG;
    static final CharSequence AGE = HttpHeaders.AGE;
    static final CharSequence DATE = HttpHeaders.DATE;
    static final CharSequence ALLOW = HttpHeaders.ALLOW;
    static final CharSequence EXPECT = HttpHeaders.EXPECT;
    static final CharSequence CONNECTION = HttpHeaders.CONNECTION;
    static final CharSequence CLOSE = HttpHeaders.CLOSE;
    static final CharSequence TRANSFER_ENCODING = HttpHeaders.TRANSFER_ENCODING;
    static final CharSequence ACCEPT_RANGES = HttpHeaders.ACCEPT_RANGES;
    static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
    static final CharSequence RETRY_AFTER = HttpHeaders.RETRY_AFTER;
    static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");
    static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer realm=\"terrace\"");
    static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    static final CharSequence ZERO = HttpHeaders.createOptimized("0");
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    static final CharSequence OCTETS = HttpHeaders.createOptimized("application/octet-stream");
    static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");
    static final CharSequence CACHE_TAG = HttpHeaders.createOptimized("Cache-Tag");
    static final CharSequence ACK = HttpHeaders.createOptimized("Terrace-Ack");
    static final CharSequence POSITION = HttpHeaders.createOptimized("Terrace-Position");
    static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    static final CharSequence TTL = HttpHeaders.createOptimized("Terrace-TTL");
    static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
    static final CharSequence SANDBOX = HttpHeaders.createOptimized("default-src 'none'; sandbox");

    private Names() {}
}
