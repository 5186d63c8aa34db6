package dev.terrace.gateway.catalog;

import java.util.List;
import java.util.Map;

/**
 * What an import did, or would do.
 *
 * @param dryRun nothing was changed
 * @param items one for each configuration of the document, in its order
 */
public record Imported(boolean dryRun, long created, long updated, long unchanged, List<Item> items) {
    /**
     * One configuration.
     *
     * @param action {@code create}, {@code update} or {@code none}
     * @param version of the configuration afterwards
     * @param diff against what is there; of a new one against the defaults
     */
    public record Item(String name, String action, long version, Map<String, Difference.Change> diff) {}

    static Imported of(boolean dryRun, List<Item> items) {
        return new Imported(dryRun, count(items, "create"), count(items, "update"), count(items, "none"), items);
    }

    private static long count(List<Item> items, String action) {
        return items.stream().filter(item -> item.action().equals(action)).count();
    }
}
