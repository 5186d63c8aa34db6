package dev.terrace.gateway.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two sets of settings. Fields of nested objects are named with a dot ({@code slo.p99_ms}); lists are compared whole. */
public final class Difference {
    private Difference() {}

    /** Values of a field before and after; null where there was none. */
    public record Change(@Nullable Object from, @Nullable Object to) {}

    /** The fields that differ, by name in ascending order. */
    public static Map<String, Change> between(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        collect("", before, after, changes);
        return changes;
    }

    private static void collect(String prefix, Map<?, ?> before, Map<?, ?> after, Map<String, Change> changes) {
        TreeSet<String> names = new TreeSet<>();
        before.keySet().forEach(name -> names.add(String.valueOf(name)));
        after.keySet().forEach(name -> names.add(String.valueOf(name)));
        for (String name : names) {
            Object from = before.get(name);
            Object to = after.get(name);
            if (from instanceof Map<?, ?> nestedBefore && to instanceof Map<?, ?> nestedAfter) {
                collect(prefix + name + ".", nestedBefore, nestedAfter, changes);
            } else if (!Objects.equals(from, to)) {
                changes.put(prefix + name, new Change(from, to));
            }
        }
    }
}
