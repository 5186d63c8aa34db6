package dev.terrace.benchmarks.largevalues;

import dev.terrace.benchmarks.suite.Suite;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** Sends and takes large bodies over connections of its own, a block at a time. */
record Pipe(Suite gateway, String path) {
    private static final int PATIENCE_MS = 180_000;

    /** An answer: its status; the SHA-256 of its body, hexadecimal; the length. */
    record Taken(int status, String digest, long bytes) {}

    /** Puts; the status of the answer. */
    int put(Noise noise) {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(
                    "PUT", "Content-Type: application/octet-stream\r\nContent-Length: " + noise.length() + "\r\n"));
            byte[] block = new byte[Noise.BLOCK];
            for (long at = 0; at < noise.length(); at += Noise.BLOCK) {
                out.write(block, 0, noise.block(at, block));
            }
            out.flush();
            return status(answerHead(new BufferedInputStream(socket.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gets all of it, digested as it comes; with a pause after each block a slow reader. Throws when the body is cut. */
    Taken get() {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("GET", ""));
            InputStream in = new BufferedInputStream(socket.getInputStream(), Noise.BLOCK);
            String head = answerHead(in);
            long length = length(head);
            MessageDigest digest = Noise.sha256();
            byte[] block = new byte[Noise.BLOCK];
            long left = length;
            while (left > 0) {
                int n = in.read(block, 0, (int) Math.min(block.length, left));
                if (n < 0) {
                    throw new IOException("The body was cut, " + left + " bytes before its end.");
                }
                digest.update(block, 0, n);
                left -= n;
            }
            return new Taken(status(head), HexFormat.of().formatHex(digest.digest()), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for it and reads nothing until it is closed. */
    Socket hold() {
        try {
            Socket socket = connect();
            socket.getOutputStream().write(head("GET", ""));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        URI to = URI.create(gateway.url());
        Socket socket = new Socket(to.getHost(), to.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private byte[] head(String method, String more) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + gateway.token() + "\r\n" + more + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static String answerHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended before an answer.");
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    private static long length(String head) {
        int at = head.indexOf("content-length:");
        return at < 0
                ? 0
                : Long.parseLong(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }
}
