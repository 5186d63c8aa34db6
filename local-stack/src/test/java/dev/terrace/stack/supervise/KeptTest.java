package dev.terrace.stack.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.ProcessMark;
import dev.terrace.stack.host.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
    @TempDir
    Path directory;

    @Test
    void startsAgainWhatIsKilledAndStaysEndedAfterAStop() throws IOException {
        PidBook book = new PidBook(directory.resolve("run"));
        Kept kept = new Kept(plan(List.of("cat", "/dev/zero")), book);
        kept.start();
        long first = kept.pid();
        ProcessMark.of(first).orElseThrow().signal("KILL");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kept.pid() != first);
        assertTrue(ProcessMark.of(kept.pid()).isPresent());
        assertNotEquals(first, book.living().get(0).mark().pid());
        kept.stop();
        assertEquals(List.of(), book.living());
        assertThrows(Refusal.class, kept::start);
    }

    @Test
    void refusesWhatEndsAtItsStart() {
        Kept kept = new Kept(plan(List.of("sh", "-c", "exit 3")), new PidBook(directory.resolve("run")));
        assertThrows(Exception.class, kept::start);
    }

    @Test
    void oneAnswerIsEnoughToHaveStarted() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Kept kept = new Kept(
                plan(List.of("cat", "/dev/zero"), pid -> asked.incrementAndGet() == 1),
                new PidBook(directory.resolve("run")));
        kept.start();
        assertTrue(ProcessMark.of(kept.pid()).isPresent());
        kept.stop();
    }

    @Test
    void delaysDoubleToTheLongestUntilReset() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(1), backoff.next());
        assertEquals(Duration.ofSeconds(2), backoff.next());
        assertEquals(Duration.ofSeconds(3), backoff.next());
        assertEquals(Duration.ofSeconds(3), backoff.next());
        backoff.reset();
        assertEquals(Duration.ofSeconds(1), backoff.next());
    }

    private Plan plan(List<String> command) {
        return plan(
                command,
                pid -> command.get(0).equals("cat") && ProcessMark.of(pid).isPresent());
    }

    private Plan plan(List<String> command, LongPredicate answers) {
        return new Plan() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public void prepare() {
                // Nothing on disk.
            }

            @Override
            public Child.Spec spec() {
                return new Child.Spec("one", command, Map.of(), directory, Path.of("/dev/null"), "TERM");
            }

            @Override
            public boolean answers(long pid) {
                return answers.test(pid);
            }
        };
    }
}
