package dev.terrace.gateway.api.data;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a bound, counted while it streams in; what is declared too large is refused before a byte of it is read. */
final class BodyReader {
    private static final int FIRST = 16 << 10;
    private static final byte[] NONE = {};

    private final Exchange exchange;
    private final BodyBudget budget;
    private final long max;
    private final Consumer<byte[]> then;
    private final @Nullable Overflow overflow;
    private byte[] bytes = NONE;
    /** What is counted of it in the budget. */
    private long counted;

    private int length;
    private boolean over;

    private BodyReader(
            Exchange exchange, BodyBudget budget, long max, Consumer<byte[]> then, @Nullable Overflow overflow) {
        this.overflow = overflow;
        this.exchange = exchange;
        this.budget = budget;
        this.max = max;
        this.then = then;
    }

    /** Reads and goes on with the body; the budget is given back when the exchange is answered. */
    static void read(Exchange exchange, BodyBudget budget, long max, Consumer<byte[]> then) {
        new BodyReader(exchange, budget, max, then, null).start();
    }

    /** The same, but a body that grows past the bound is handed over with what came of it. */
    static void read(Exchange exchange, BodyBudget budget, long max, Consumer<byte[]> then, Overflow overflow) {
        new BodyReader(exchange, budget, max, then, overflow).start();
    }

    /**
     * Takes over a body that is larger than what is held: its first bytes, the next ones, and the request with all that is to come. The first
     * ones count in the budget until {@code stored} is run, or the exchange is answered.
     */
    @FunctionalInterface
    interface Overflow {
        void from(Buffer first, Buffer next, Runnable stored);
    }

    private void start() {
        long declared = declared(exchange);
        if (declared > max) {
            throw tooLarge();
        }
        if (!room((int) Math.min(Math.max(declared, 0), FIRST))) {
            throw busy();
        }
        exchange.afterAnswer(this::giveBack);
        exchange.request.handler(this::chunk);
        exchange.request.endHandler(end -> finish());
        exchange.request.exceptionHandler(failure -> abandon());
        if (exchange.header(Names.EXPECT) != null) {
            exchange.response.writeContinue();
        }
        exchange.request.resume();
    }

    static long declared(Exchange exchange) {
        String length = exchange.header(Names.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw Problem.of(Kind.MALFORMED, "Content-Length is no number.");
        }
    }

    private void chunk(Buffer chunk) {
        if (over) {
            return;
        }
        long needed = (long) length + chunk.length();
        if (needed > max && overflow != null) {
            handOver(overflow, chunk);
        } else if (needed > max) {
            stop(tooLarge());
        } else if (needed > bytes.length && !room((int) needed)) {
            stop(busy());
        } else {
            chunk.getBytes(bytes, length);
            length = (int) needed;
        }
    }

    private void handOver(Overflow to, Buffer chunk) {
        over = true;
        Buffer first = Buffer.buffer(Unpooled.wrappedBuffer(bytes, 0, length));
        bytes = NONE;
        exchange.request.pause();
        exchange.on(() -> to.from(first, chunk, this::giveBack));
    }

    /** Makes room for so many bytes, twice as many as before where the bound allows. */
    private boolean room(int needed) {
        long target = Math.min(max, Math.max(needed, 2L * bytes.length));
        if (!budget.take(target - bytes.length)) {
            return false;
        }
        counted += target - bytes.length;
        bytes = Arrays.copyOf(bytes, (int) target);
        return true;
    }

    private void stop(Problem problem) {
        over = true;
        exchange.problem(problem);
        bytes = NONE;
    }

    private void giveBack() {
        budget.give(counted);
        counted = 0;
    }

    private void finish() {
        if (!over) {
            over = true;
            byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            exchange.on(() -> then.accept(body));
        }
    }

    /** The client is gone: nothing is written. */
    private void abandon() {
        if (!over) {
            over = true;
            exchange.end();
        }
    }

    private Problem tooLarge() {
        return Problem.of(Kind.TOO_LARGE, "The body is larger than the " + max + " bytes allowed here.");
    }

    private static Problem busy() {
        return Problem.of(Kind.UNAVAILABLE, "Too many bodies are on their way at once.");
    }

    static @Nullable Problem unsupported(Exchange exchange) {
        String encoding = exchange.header(Names.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Problem.of(Kind.UNSUPPORTED_TYPE, "Content-Encoding is not kept; send the value as it is.");
        }
        return exchange.header(Names.CONTENT_RANGE) == null
                ? null
                : Problem.of(Kind.MALFORMED, "Content-Range: a value is written whole.");
    }
}
