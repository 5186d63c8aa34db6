package dev.terrace.optimizer.history;

import java.util.Map;

/**
 * A cache's access profile to be kept.
 *
 * @param cacheName the cache
 * @param part partition its samples come from
 * @param state the profile's bytes
 * @param marks node to the last sample taken from it
 */
@SuppressWarnings("ArrayRecordComponent")
public record SavedProfile(String cacheName, int part, byte[] state, Map<String, Mark> marks) {
    /**
     * The last sample taken from a node.
     *
     * @param epoch start of its sampler
     * @param sequence number since
     */
    public record Mark(long epoch, long sequence) {}
}
