package dev.terrace.gateway.cache;

import java.util.Set;

/** A condition on a write or delete, decided in one atomic step at the record. */
public sealed interface Condition {
    /** Always. */
    Condition NONE = new Always();

    /** No condition. */
    record Always() implements Condition {}

    /** If-Match: one of these etags, without quotes. {@code *} is {@link IfExists}. */
    record IfMatch(Set<String> etags) implements Condition {}

    /** If-Match: *. */
    record IfExists() implements Condition {}

    /** If-None-Match: *. */
    record IfAbsent() implements Condition {}
}
