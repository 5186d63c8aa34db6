package dev.terrace.stack.host;

/** The machine does not allow what is asked: its message is the one line a person reads, with what to do. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String line) {
        super(line);
    }

    public Refusal(String line, Throwable cause) {
        super(line, cause);
    }
}
