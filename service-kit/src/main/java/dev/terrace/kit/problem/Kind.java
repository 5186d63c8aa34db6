package dev.terrace.kit.problem;

/** The fixed list of problem types, documented in {@code docs/problems.md}. */
public enum Kind {
    MALFORMED(400, "malformed", "The request cannot be read"),
    UNAUTHORIZED(401, "unauthorized", "Credentials are missing or not valid"),
    FORBIDDEN(403, "forbidden", "Not allowed"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method does not apply here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No acceptable representation"),
    CONFLICT(409, "conflict", "It conflicts with the present state"),
    PRECONDITION_FAILED(412, "precondition-failed", "A condition did not hold"),
    TOO_LARGE(413, "too-large", "The body is too large"),
    UNSUPPORTED_TYPE(415, "unsupported-type", "The media type is not supported"),
    RANGE(416, "range-not-satisfiable", "The range lies outside the value"),
    UNPROCESSABLE(422, "unprocessable", "The request makes no sense"),
    PRECONDITION_REQUIRED(428, "precondition-required", "A condition is needed"),
    LIMITED(429, "limited", "Too many requests"),
    INTERNAL(500, "internal", "Something went wrong here"),
    ORIGIN(502, "origin", "The origin failed"),
    UNAVAILABLE(503, "unavailable", "Not able now"),
    ORIGIN_TIMEOUT(504, "origin-timeout", "The origin did not answer in time");

    private final int status;
    private final String slug;
    private final String title;

    Kind(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The type URI. */
    public String type() {
        return "urn:terrace:problem:" + slug;
    }

    /** The same for each problem of this kind. */
    public String title() {
        return title;
    }

    /** 429 and 503 always say when to come back. */
    int retryAfterSeconds() {
        return this == LIMITED || this == UNAVAILABLE ? 1 : 0;
    }

    /** The kind for a status that a framework chose. */
    public static Kind ofStatus(int status) {
        for (Kind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return status >= 500 ? INTERNAL : MALFORMED;
    }
}
