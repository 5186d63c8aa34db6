package dev.terrace.stack.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports of the loopback interface. */
public final class Ports {
    /** Below the range from which Linux takes the ports of outgoing connections, so nobody takes one by chance. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static int next = (int) (ProcessHandle.current().pid() * 37 % COUNT);

    private Ports() {}

    /** A port that is free now and that this process was not given before. */
    public static synchronized int free() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = LOWEST + next;
            next = (next + 1) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new Refusal("no free port between " + LOWEST + " and " + (LOWEST + COUNT));
    }

    /** Whether nobody listens there, on loopback or on every address. */
    public static boolean isFree(int port) {
        try (ServerSocket any = new ServerSocket()) {
            any.setReuseAddress(true);
            any.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody accepts a connection within 500 ms. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 500);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Refuses a port that is taken, naming its holder where /proc tells and the variable that moves us away. */
    public static void demand(int port, String use, String variable) {
        if (!isFree(port)) {
            String holder = PortHolder.of(port).map(h -> " by " + h).orElse("");
            throw new Refusal("port " + port + " (" + use + ") is taken" + holder + ": end that process, or set "
                    + variable + " to another port");
        }
    }
}
