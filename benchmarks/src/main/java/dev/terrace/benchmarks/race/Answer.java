package dev.terrace.benchmarks.race;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway answered.
 *
 * @param status of HTTP; 0 when there was no answer
 * @param position the token of a write
 */
record Answer(int status, @Nullable String position, Buffer body) {
    /** No answer at all. */
    static final Answer NONE = new Answer(0, null, Buffer.buffer());

    boolean done() {
        return status / 100 == 2;
    }
}
