package dev.terrace.kit.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to a server of loopback that can be made to fail in the ways networks do. */
public final class Line implements AutoCloseable {
    /** How it is. */
    public enum State {
        /** All goes through. */
        OPEN,
        /** Nothing goes through; what was sent meanwhile does later. */
        HELD,
        /** What is sent is lost without a word; connections that lost something never recover, new ones do. */
        LOST,
        /** Connections are reset and new ones closed. */
        CUT
    }

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    /** A line to a port of loopback; it is open. */
    public Line(int targetPort) throws IOException {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it is reached. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on it is like that. */
    public synchronized void turn(State to) {
        state = to;
        if (to == State.CUT) {
            sockets.forEach(Line::reset);
        }
        notifyAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private synchronized boolean is(State one) {
        return state == one;
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        if (is(State.CUT)) {
            reset(near);
            return;
        }
        try {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(target);
        } catch (IOException refused) {
            reset(near);
            return;
        }
        sockets.add(near);
        sockets.add(far);
        Pair pair = new Pair(near, far);
        Thread.ofVirtual().start(() -> pump(pair, near, far));
        Thread.ofVirtual().start(() -> pump(pair, far, near));
    }

    /** Both ends of one connection; {@code dead} when something of it was lost. */
    private static final class Pair {
        final Socket near;
        final Socket far;
        volatile boolean dead;

        Pair(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }
    }

    private void pump(Pair pair, Socket from, Socket to) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (passes(pair)) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException | InterruptedException ended) {
            // The other end hears it below.
        }
        for (Socket socket : new Socket[] {pair.near, pair.far}) {
            sockets.remove(socket);
            reset(socket);
        }
    }

    private synchronized boolean passes(Pair pair) throws InterruptedException {
        while (state == State.HELD) {
            wait();
        }
        pair.dead |= state == State.LOST;
        return !pair.dead;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is closed, which is what was wanted.
        }
    }

    @Override
    public void close() {
        turn(State.CUT);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
