package dev.terrace.cachectl.replay;

import dev.terrace.cachectl.client.Access;
import dev.terrace.cachectl.client.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection to the data plane, the answer before the next request. HttpURLConnection because it answers on the calling
 * thread: a replay is latency-bound, and hand-overs between threads would be most of it.
 */
final class Line {
    private final String base;
    private final String authorization;

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body its bytes
     * @param cacheStatus the Cache-Status header, null without one
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(int status, byte[] body, @Nullable String cacheStatus) {}

    Line(Access access, String cache) {
        this.base = access.url() + "/api/cache/" + Suite.segment(cache) + "/";
        this.authorization = "Bearer " + access.token();
    }

    Answer get(String key) throws IOException {
        return answer(open("GET", Suite.segment(key)));
    }

    Answer put(String key, byte[] value, long ttl) throws IOException {
        HttpURLConnection call = open("PUT", Suite.segment(key) + (ttl > 0 ? "?ttl=" + ttl : ""));
        call.setDoOutput(true);
        call.setFixedLengthStreamingMode(value.length);
        call.setRequestProperty("Content-Type", "application/octet-stream");
        call.getOutputStream().write(value);
        return answer(call);
    }

    Answer delete(String key) throws IOException {
        return answer(open("DELETE", Suite.segment(key)));
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        call.setRequestMethod(method);
        call.setRequestProperty("Authorization", authorization);
        call.setConnectTimeout(3_000);
        call.setReadTimeout(30_000);
        // Its own "do not use caches" would send Cache-Control: no-cache, and every read would be a miss.
        call.setUseCaches(true);
        return call;
    }

    private static Answer answer(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        try (InputStream body = status >= 400 ? call.getErrorStream() : call.getInputStream()) {
            byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
            return new Answer(status, bytes, call.getHeaderField("Cache-Status"));
        }
    }
}
