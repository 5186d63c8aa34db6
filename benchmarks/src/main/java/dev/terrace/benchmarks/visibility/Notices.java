package dev.terrace.benchmarks.visibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** The limit: an entry appended to a stream of a Redis over one connection, and a reader that is blocked on it over another. */
final class Notices implements AutoCloseable {
    private static final String STREAM = "terrace:bench:visibility";
    private static final int PATIENCE_MS = 10_000;
    private static final String END = "end";

    private final Socket writer;
    private final BufferedReader answers;
    private final Socket reader;
    private final SynchronousQueue<Long> seen = new SynchronousQueue<>();
    private final Thread follower;

    /** {@code address}: host:port. */
    Notices(String address) {
        try {
            writer = connect(address);
            answers = reading(writer);
            reader = connect(address);
            // It waits through the rounds of others.
            reader.setSoTimeout(0);
            say(writer, "DEL " + STREAM);
            answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        follower = Thread.ofPlatform().daemon().name("notices").start(this::follow);
    }

    private static Socket connect(String address) throws IOException {
        String bare = address.replaceFirst("^redis://", "").replaceFirst("/.*$", "");
        int colon = bare.lastIndexOf(':');
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(bare.substring(0, colon), Integer.parseInt(bare.substring(colon + 1))));
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static BufferedReader reading(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The answer to a blocked read of one entry with one field has 13 lines. */
    private void follow() {
        try {
            BufferedReader entries = reading(reader);
            String last = "0-0";
            while (true) {
                say(reader, "XREAD COUNT 1 BLOCK 0 STREAMS " + STREAM + " " + last);
                String value = "";
                for (int line = 0; line < 13; line++) {
                    value = String.valueOf(entries.readLine());
                    last = line == 7 ? value : last;
                }
                if (value.equals(END)) {
                    return;
                }
                seen.offer(System.nanoTime(), PATIENCE_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** One entry: when it was sent, when that was acknowledged, when the reader had it; nanoseconds. */
    Moments one() {
        try {
            long sent = System.nanoTime();
            say(writer, "XADD " + STREAM + " MAXLEN 100 * f v");
            answers.readLine();
            answers.readLine();
            long acknowledged = System.nanoTime();
            Long there = seen.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            if (there == null) {
                throw new IllegalStateException("Redis told nobody of an entry.");
            }
            return new Moments(sent, acknowledged, there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            say(writer, "XADD " + STREAM + " * f " + END);
            follower.join(PATIENCE_MS);
            say(writer, "DEL " + STREAM);
            writer.close();
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
