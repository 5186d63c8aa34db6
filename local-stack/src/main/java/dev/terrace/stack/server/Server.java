package dev.terrace.stack.server;

import java.io.IOException;
import java.util.Map;

/**
 * One real server. {@link #start} returns when it answers its own protocol and throws when it does not within its
 * limit; {@link #stop} returns when it is gone and may be called at any time, also twice. What it keeps is on disk
 * below its data directory and is there again after the next start, also when the process was killed.
 */
public interface Server {
    /** Its name in {@code status --json}. */
    String name();

    /** Its port on 127.0.0.1. */
    int port();

    void start() throws IOException;

    void stop();

    /** The process that runs it: its own, or this JVM. Valid after the start. */
    long pid();

    /** What a service needs to find it, as the environment's variables. Valid after the start. */
    Map<String, String> environment();
}
