package dev.terrace.optimizer.history;

import java.util.List;
import java.util.Map;

/**
 * What is written down in one transaction: states and how far the topics were read for them, so that nothing is counted twice or lost.
 *
 * @param progress per partition
 * @param profiles changed profiles
 * @param forgotten caches whose profile goes
 * @param minutes what was counted since the last one
 */
public record Snapshot(
        List<Progress> progress, List<SavedProfile> profiles, List<String> forgotten, Map<Minute.Key, Minute> minutes) {
    /** Whether there is anything to write. */
    public boolean empty() {
        return progress.isEmpty() && profiles.isEmpty() && forgotten.isEmpty() && minutes.isEmpty();
    }
}
