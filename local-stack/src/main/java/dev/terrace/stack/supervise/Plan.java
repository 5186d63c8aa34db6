package dev.terrace.stack.supervise;

import dev.terrace.stack.host.Child;
import java.io.IOException;
import java.time.Duration;

/** One program to be kept running. */
public interface Plan {
    /** Its name in the pid book and in messages. */
    String name();

    /** Its port on 127.0.0.1. */
    int port();

    /** Makes what must be on disk; called before each start. */
    void prepare() throws IOException;

    Child.Spec spec() throws IOException;

    /** Whether the running process does its work; asked again and again until it does. */
    boolean answers(long pid);

    /** Called once after each start, as soon as it answers. */
    default void settle() {}

    /** How long it may take from its start to its first answer. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }
}
