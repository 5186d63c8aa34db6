package dev.terrace.stack.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void namesThePortItsHolderAndTheVariable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Refusal refusal =
                    assertThrows(Refusal.class, () -> Ports.demand(port, "redis", "TERRACE_STACK_REDIS_PORT"));
            String line = String.valueOf(refusal.getMessage());
            assertTrue(line.contains("port " + port + " (redis)"), line);
            assertTrue(line.contains("pid " + ProcessHandle.current().pid()), line);
            assertTrue(line.contains("TERRACE_STACK_REDIS_PORT"), line);
            assertFalse(line.contains("\n"), line);
        }
    }

    @Test
    void givesEachPortOnce() {
        int first = Ports.free();
        assertTrue(Ports.isFree(first));
        assertNotEquals(first, Ports.free());
    }
}
