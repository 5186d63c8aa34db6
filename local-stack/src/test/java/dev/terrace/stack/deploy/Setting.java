package dev.terrace.stack.deploy;

import java.util.Locale;

/**
 * One setting as one place in the code reads it.
 *
 * @param name its property
 * @param value what it is when nothing sets it; empty for nothing
 * @param optional whether the code does without
 */
record Setting(String name, String value, boolean optional) {

    /** The environment variable that sets it, by MicroProfile's rule. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    boolean hasDefault() {
        return !value.isEmpty();
    }

    /** Whether it must be set wherever a service does not share a machine and a directory with all others. */
    boolean holdsOnlyLocally() {
        return value.contains("127.0.0.1") || value.contains("localhost") || value.startsWith(".terrace");
    }

    boolean required() {
        return !optional && !hasDefault();
    }
}
