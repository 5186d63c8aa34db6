package dev.terrace.stack.suite;

import java.nio.file.Path;

/**
 * The places of one checkout's suite.
 *
 * @param root the checkout
 * @param state {@code .terrace} or what was given instead: all that the suite writes, save data that were put elsewhere
 * @param data where servers and services keep what must outlive them
 */
public record Home(Path root, Path state, Path data) {

    public Path logs() {
        return state().resolve("logs");
    }

    /** What runs: pid files, the lock, the description. */
    public Path run() {
        return state().resolve("run");
    }

    /** The built programs, copied so that a build does not pull them from under what runs. */
    public Path app() {
        return state().resolve("app");
    }

    /** Unpacked servers: the same ones for every state directory of the checkout. */
    public Path programs() {
        return root.resolve(".terrace/programs");
    }
}
