package dev.terrace.gateway.api.data;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.cache.ContentTag;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Sends and takes large values, none of which it holds. */
record LargeClient(HttpClient http, int port) {
    static final int MIB = 1 << 20;
    static final String OCTETS = "application/octet-stream";
    static final Duration PATIENCE = Duration.ofSeconds(120);

    LargeClient(int port) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), port);
    }

    /** A stream of bytes that depend on the seed and on their place, and never all in memory. */
    static final class Noise extends InputStream {
        private static final int BLOCK = 16 << 10;
        private final byte[] block = new byte[BLOCK];
        private long at;
        private final long length;

        Noise(long seed, long length) {
            new Random(seed).nextBytes(block);
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) {
            if (at == length) {
                return -1;
            }
            int from = (int) (at % BLOCK);
            if (from == 0) {
                block[0] = (byte) (at / BLOCK);
                block[1] = (byte) (at / BLOCK >>> 8);
            }
            int n = (int) Math.min(length - at, Math.min(wanted, BLOCK - from));
            System.arraycopy(block, from, into, offset, n);
            at += n;
            return n;
        }
    }

    /** The etag, quoted, that the gateway has to give what can be read there. */
    static String tag(InputStream in) throws IOException {
        ContentTag tag = new ContentTag(OCTETS);
        byte[] buffer = new byte[8192];
        for (int n = in.readNBytes(buffer, 0, 8192); n > 0; n = in.readNBytes(buffer, 0, 8192)) {
            tag.add(n == 8192 ? buffer : Arrays.copyOf(buffer, n));
        }
        return '"' + tag.etag() + '"';
    }

    static BodyPublisher noise(long seed, long length) {
        return BodyPublishers.fromPublisher(unknown(seed, length), length);
    }

    /** Without Content-Length. */
    static BodyPublisher unknown(long seed, long length) {
        return BodyPublishers.ofInputStream(() -> new Noise(seed, length));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Admin.token());
    }

    HttpResponse<String> put(String path, BodyPublisher body, String... headers) throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", OCTETS).PUT(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Begins a request on a connection of its own; headers with their line ends. The receiver's buffer is small, so that little is on the way. */
    Socket begin(String method, String path, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Admin.token() + "\r\n"
                + headers + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Begins to put a value of that declared length and sends so many bytes of it. */
    Socket putPart(String path, long declared, int sent) throws IOException {
        Socket socket = begin("PUT", path, "Content-Length: " + declared + "\r\n");
        OutputStream out = socket.getOutputStream();
        new Noise(99, sent).transferTo(out);
        out.flush();
        return socket;
    }

    /** An answer whose body is read from {@code in} as it comes. */
    record Answer(String head, InputStream in) {
        static Answer of(Socket socket) throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
            return new Answer(Plane.read(in, "\r\n\r\n").toLowerCase(Locale.ROOT), in);
        }

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        long declared() {
            int at = head.indexOf("content-length:") + 15;
            return Long.parseLong(head.substring(at, head.indexOf('\r', at)).strip());
        }

        /** Bytes until the declared length or the connection's end, whichever is first. */
        long count() {
            byte[] buffer = new byte[8192];
            long count = 0;
            try {
                for (int n = 0; n >= 0 && count < declared(); n = in.read(buffer)) {
                    count += n;
                }
            } catch (IOException reset) {
                return count;
            }
            return count;
        }

        /** The etag of the declared length; fails when the connection ends before. */
        String tag() throws IOException {
            byte[] none = {};
            long left = declared();
            ContentTag tag = new ContentTag(OCTETS);
            while (left > 0) {
                byte[] some = in.readNBytes((int) Math.min(8192, left));
                if (Arrays.equals(some, none)) {
                    throw new IOException("The body was cut.");
                }
                tag.add(some);
                left -= some.length;
            }
            return '"' + tag.etag() + '"';
        }
    }
}
