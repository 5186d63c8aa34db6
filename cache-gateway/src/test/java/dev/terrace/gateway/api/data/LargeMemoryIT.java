package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.api.data.LargeClient.MIB;
import static dev.terrace.gateway.api.data.LargeClient.PATIENCE;
import static dev.terrace.gateway.api.data.LargeClient.noise;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.api.data.LargeClient.Answer;
import dev.terrace.kit.test.LocalStack;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of 64 MiB on its way, either way, takes less than 16 MiB of memory: what a body that is held would break four times over. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class LargeMemoryIT {
    private static final int VALUE = 64 * MIB;
    private static final long BOUND = 16L * MIB;

    @Inject
    DataPlane plane;

    /** Bytes that are in use after a collection: heap, Netty's memory outside of it, other buffers outside of it. */
    private static long used() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + Math.max(0, PlatformDependent.usedDirectMemory())
                + direct;
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "file_system"})
    void holdsLittleOfAValueWhoseClientIsSlow(String type) throws Exception {
        String path = "/api/cache/" + Shelves.cache(type, VALUE >> 10) + "/k";
        LargeClient client = new LargeClient(RestAssured.port);
        client.put(path, noise(1, 9 * MIB)); // what is loaded and made once
        long before = used();
        try (Socket socket = client.putPart(path, VALUE, VALUE - MIB)) {
            await().atMost(PATIENCE).until(() -> plane.streams().coming() == 1);
            assertWithin(before, "in the middle of a body");
            new LargeClient.Noise(99, MIB).transferTo(socket.getOutputStream());
            assertEquals(204, Answer.of(socket).status());
        }
        try (Socket socket = client.begin("GET", path, "")) {
            Answer answer = Answer.of(socket);
            assertEquals(VALUE, answer.declared());
            assertWithin(before, "while nobody takes the answer");
            assertEquals(VALUE / 2, answer.in().readNBytes(VALUE / 2).length);
        }
        await().atMost(PATIENCE)
                .until(() -> plane.streams().going() + plane.streams().coming() == 0);
    }

    private static void assertWithin(long before, String when) {
        long more = used() - before;
        assertTrue(more < BOUND, () -> when + ": " + more / MIB + " MiB more");
    }
}
