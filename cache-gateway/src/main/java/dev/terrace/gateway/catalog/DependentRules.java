package dev.terrace.gateway.catalog;

import dev.terrace.gateway.cache.Dependent;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes sense of {@code invalidates}. */
final class DependentRules {
    private static final int MOST = 20;
    private static final int LONGEST = 1024;

    private DependentRules() {}

    /** What is wrong with the field by itself. */
    static void check(List<Settings.Invalidates> all, List<FieldError> errors) {
        if (all.size() > MOST) {
            errors.add(new FieldError("/invalidates", "At most " + MOST + "."));
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            one("/invalidates/" + i, all.get(i), errors);
        }
    }

    private static void one(String at, Settings.@Nullable Invalidates one, List<FieldError> errors) {
        if (one == null || one.cacheName() == null || one.cacheName().isEmpty()) {
            errors.add(new FieldError(at + "/cache_name", "Needed."));
            return;
        }
        names(at + "/keys", one.keys(), errors);
        names(at + "/tags", one.tags(), errors);
        if (one.pattern() != null
                && (one.pattern().isEmpty()
                        || bytes(one.pattern()) > LONGEST
                        || one.pattern().contains(Dependent.KEY))) {
            errors.add(new FieldError(at + "/pattern", "1 to " + LONGEST + " bytes, without {key}."));
        }
        if (!one.all() && one.keys().isEmpty() && one.tags().isEmpty() && one.pattern() == null) {
            errors.add(new FieldError(at, "Name at least one of keys, tags, pattern, all."));
        }
    }

    private static void names(String at, List<String> names, List<FieldError> errors) {
        if (names.size() > MOST) {
            errors.add(new FieldError(at, "At most " + MOST + "."));
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == null || names.get(i).isEmpty() || bytes(names.get(i)) > LONGEST) {
                errors.add(new FieldError(at + "/" + i, "1 to " + LONGEST + " bytes."));
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * 422 when one of them names a cache that there is not, or one from which a way leads back.
     *
     * @param root of the pointers, before the number of the settings; empty for none
     * @param changed settings that are about to be kept
     * @param present those of a cache as they are, null for none
     */
    static void checkGraph(String root, List<Settings> changed, Function<String, @Nullable Settings> present) {
        Map<String, Settings> fresh =
                changed.stream().collect(Collectors.toMap(s -> Objects.requireNonNull(s.name()), s -> s, (a, b) -> b));
        Function<String, @Nullable Settings> all =
                name -> fresh.containsKey(name) ? fresh.get(name) : present.apply(name);
        List<FieldError> errors = new ArrayList<>();
        for (int n = 0; n < changed.size(); n++) {
            Settings settings = changed.get(n);
            for (int i = 0; i < settings.invalidates().size(); i++) {
                String at = (root.isEmpty() ? "" : root + n) + "/invalidates/" + i + "/cache_name";
                String other = settings.invalidates().get(i).cacheName();
                if (all.apply(other) == null) {
                    errors.add(new FieldError(at, "There is no cache " + other + "."));
                } else if (leadsTo(other, String.valueOf(settings.name()), all, new HashSet<>())) {
                    errors.add(new FieldError(at, "That cache invalidates this one: a circle."));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }

    private static boolean leadsTo(String from, String to, Function<String, @Nullable Settings> all, Set<String> seen) {
        Settings settings = all.apply(from);
        return from.equals(to)
                || (settings != null
                        && seen.add(from)
                        && targets(settings).anyMatch(next -> leadsTo(next, to, all, seen)));
    }

    private static Stream<String> targets(Settings settings) {
        return settings.invalidates().stream().map(Settings.Invalidates::cacheName);
    }
}
