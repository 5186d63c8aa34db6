package dev.terrace.monitoring.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad it is, mildest first. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of that wire name. */
    public static Optional<Severity> named(String name) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(name)).findFirst();
    }
}
