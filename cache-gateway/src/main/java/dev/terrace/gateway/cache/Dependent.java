package dev.terrace.gateway.cache;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be invalidated in another cache when something is invalidated in this one. {@code {key}} in keys and tags stands for each key
 * that was named here. Where a tag, a pattern or everything was named instead, its keys are not known: then a dependent with {@code {key}}
 * loses everything, since too much costs hits and too little truth.
 *
 * @param cacheName the other cache
 * @param keys exact keys
 * @param tags entries that bear one of these
 * @param pattern glob without {@code {key}}, null for none
 * @param all everything
 */
public record Dependent(
        String cacheName,
        List<String> keys,
        List<String> tags,
        @Nullable String pattern,
        boolean all) {
    /** Stands for a key. */
    public static final String KEY = "{key}";

    private static final int MOST = 10_000;

    /** What goes there for what went here. */
    public Selector of(Selector here) {
        boolean wide = here.all() || here.pattern() != null || !here.tags().isEmpty();
        long named = Stream.concat(keys.stream(), tags.stream())
                .filter(template -> template.contains(KEY))
                .count();
        if (all || (wide && named > 0) || named * here.keys().size() > MOST) {
            return new Selector(List.of(), List.of(), null, true, here.soft());
        }
        return new Selector(expanded(keys, here), expanded(tags, here), pattern, false, here.soft());
    }

    private static List<String> expanded(List<String> templates, Selector here) {
        return templates.stream()
                .flatMap(template -> template.contains(KEY)
                        ? here.keys().stream().map(key -> template.replace(KEY, key))
                        : Stream.of(template))
                .distinct()
                .toList();
    }
}
