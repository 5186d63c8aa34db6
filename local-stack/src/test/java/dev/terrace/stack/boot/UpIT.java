package dev.terrace.stack.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.PidBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir
    Path root;

    @Test
    void aKilledServiceComesBackAndASignalEndsEverything() throws IOException {
        Checkout checkout = new Checkout(root);
        Process up = checkout.run("up");
        awaitReady(checkout, up);
        assertEquals(0, status(checkout), () -> text(checkout, "status"));
        assertTrue(text(checkout, "status").contains("\"name\": \"cache-gateway\""), () -> text(checkout, "status"));
        Path token = checkout.state().resolve("admin.token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));

        PidBook.Line killed = line(checkout, "cdn-service");
        killed.mark().signal("KILL");
        Awaitility.await().atMost(LIMIT).until(() -> names(checkout).contains("cdn-service"));
        assertFalse(line(checkout, "cdn-service").mark().equals(killed.mark()), "it is another process");

        List<PidBook.Line> children = checkout.book().living();
        up.destroy();
        Awaitility.await().atMost(LIMIT).until(() -> !up.isAlive());
        assertTrue(children.stream().noneMatch(child -> child.mark().alive()), "nothing is left behind");
        assertEquals(3, status(checkout));
    }

    @Test
    void aServiceThatDoesNotStartIsNamedAndNothingIsLeftBehind() throws IOException {
        Checkout checkout = new Checkout(root).with("SMALL_SERVICE_THAT_FAILS", "monitoring-service");
        Process up = checkout.run("up");
        assertEquals(1, up.onExit().join().exitValue());
        assertTrue(
                text(checkout, "up").contains("monitoring-service ended while it started: see "),
                () -> text(checkout, "up"));
        assertEquals(Set.of(), names(checkout));
    }

    private static void awaitReady(Checkout checkout, Process up) {
        Path ready = checkout.state().resolve("run/ready");
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(ready) || !up.isAlive());
        assertTrue(up.isAlive(), () -> text(checkout, "up"));
    }

    private static int status(Checkout checkout) throws IOException {
        return checkout.run("status", "--json").onExit().join().exitValue();
    }

    private static PidBook.Line line(Checkout checkout, String name) {
        return checkout.book().living().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(Checkout checkout) {
        return checkout.book().living().stream().map(PidBook.Line::name).collect(Collectors.toSet());
    }

    private static String text(Checkout checkout, String command) {
        try {
            return checkout.said(command);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
