package dev.terrace.benchmarks.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection to a Redis, for its figures and settings. */
public final class RedisLine implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;
    private static final byte[] END = {'\r', '\n'};

    private final Socket socket = new Socket();
    private final InputStream in;

    /** {@code address}: host:port, or a redis URL. */
    public RedisLine(String address) {
        String bare = address.replaceFirst("^redis://", "").replaceFirst("/.*$", "");
        int colon = bare.lastIndexOf(':');
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(bare.substring(0, colon), Integer.parseInt(bare.substring(colon + 1))),
                    PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command of words; a simple answer, number or text as it came. */
    public String say(String command) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String line = line();
            if (line.startsWith("-")) {
                throw new IllegalStateException("Redis answered " + line);
            }
            if (!line.startsWith("$")) {
                return line.substring(1);
            }
            int length = Integer.parseInt(line.substring(1));
            String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            in.readNBytes(2);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a value; {@code value} may be any bytes, which a command of words cannot hold. */
    public void set(String key, byte[] value) {
        send("*3\r\n$3\r\nSET\r\n", key, value);
        try {
            String line = line();
            if (!line.equals("+OK")) {
                throw new IllegalStateException("Redis answered " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a value that is there. */
    public byte[] get(String key) {
        send("*2\r\n$3\r\nGET\r\n", key, null);
        try {
            String line = line();
            if (!line.startsWith("$") || line.equals("$-1")) {
                throw new IllegalStateException("Redis answered " + line);
            }
            byte[] value = in.readNBytes(Integer.parseInt(line.substring(1)));
            in.readNBytes(2);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String head, String key, byte @Nullable [] value) {
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream(256);
            byte[] name = key.getBytes(StandardCharsets.US_ASCII);
            request.writeBytes((head + "$" + name.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(name);
            if (value != null) {
                request.writeBytes(("\r\n$" + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                request.writeBytes(value);
            }
            request.writeBytes(END);
            socket.getOutputStream().write(request.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each command was called since the server began. */
    public Map<String, Long> calls() {
        Map<String, Long> calls = new TreeMap<>();
        say("INFO commandstats")
                .lines()
                .filter(one -> one.startsWith("cmdstat_"))
                .forEach(one -> {
                    int colon = one.indexOf(':');
                    String count = one.substring(one.indexOf("calls=") + 6, one.indexOf(','));
                    calls.put(one.substring(8, colon), Long.parseLong(count));
                });
        return calls;
    }

    /** A number of the server's INFO, 0 when it is not there. */
    public long number(String section, String name) {
        return say("INFO " + section)
                .lines()
                .filter(one -> one.startsWith(name + ":"))
                .mapToLong(
                        one -> Long.parseLong(one.substring(name.length() + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis ended the connection.");
            }
            line.append((char) next);
        }
        in.read();
        return line.toString();
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
