package dev.terrace.kit.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error that the caller is to see, as RFC 9457 has it. Thrown anywhere in an {@code api} room; turned into a response here alone. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<FieldError> errors;
    private final int retryAfterSeconds;

    /** A field that is wrong: a JSON pointer in the wire's names, and why. */
    public record FieldError(String pointer, String detail) {}

    private Problem(Kind kind, String detail, List<FieldError> errors, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A problem of that kind. */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), kind.retryAfterSeconds());
    }

    /** 422 with the fields at fault. */
    public static Problem fields(List<FieldError> errors) {
        return new Problem(Kind.UNPROCESSABLE, "The request has fields that make no sense.", errors, 0);
    }

    /** 422 with one field at fault. */
    public static Problem field(String pointer, String detail) {
        return fields(List.of(new FieldError(pointer, detail)));
    }

    /** The same with another Retry-After, in seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(kind, detail(), errors, seconds);
    }

    /** What kind it is. */
    public Kind kind() {
        return kind;
    }

    /** HTTP status. */
    public int status() {
        return kind.status();
    }

    /** For people. */
    public String detail() {
        String message = getMessage();
        return message == null ? kind.title() : message;
    }

    /** Fields at fault, may be empty. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Seconds for Retry-After, 0 for none. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The body. */
    public Body body(@Nullable String instance) {
        return new Body(kind.type(), kind.title(), kind.status(), detail(), instance, errors.isEmpty() ? null : errors);
    }

    /** problem+json. */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            @Nullable List<FieldError> errors) {}
}
