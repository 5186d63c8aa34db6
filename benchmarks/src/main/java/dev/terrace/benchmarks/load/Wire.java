package dev.terrace.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, one request at a time, by a thread that waits for the answer: nothing of a client's own lies between sending and
 * hearing. Bodies need a Content-Length.
 */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String headers;

    /** An answer; {@code at} is when it was there, nanoseconds. */
    public record Reply(int status, String head, String body, long at) {}

    /** Connects to {@code http://host:port}; {@code credentials} is the value of Authorization. */
    public Wire(String url, String credentials) {
        URI to = URI.create(url);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        headers = "Host: " + to.getAuthority() + "\r\nAuthorization: " + credentials + "\r\n";
    }

    /** Sends and waits. {@code type} is the media type of the body. */
    public Reply send(String method, String path, String type, String body) {
        String request = method + " " + path + " HTTP/1.1\r\n" + headers + "Content-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a key's value. */
    public Reply get(String path) {
        return send("GET", path, "text/plain", "");
    }

    private Reply read() throws IOException {
        StringBuilder head = new StringBuilder(512);
        for (int ends = 0; ends < 2; ) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection has ended");
            }
            head.append((char) next);
            // Lines end with CR LF; the head ends with an empty one.
            if (next == '\n') {
                ends++;
            } else if (next != '\r') {
                ends = 0;
            }
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(at + 15, lower.indexOf('\r', at)).strip());
        byte[] body = in.readNBytes(length);
        return new Reply(
                Integer.parseInt(head.substring(9, 12)),
                lower,
                new String(body, StandardCharsets.UTF_8),
                System.nanoTime());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
