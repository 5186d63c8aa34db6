package dev.terrace.gateway.coherence.redis;

/**
 * Settings of the log.
 *
 * @param url {@code redis://host:port/db}
 * @param prefix of all names, for several suites on one server
 * @param node name of this process, in the sweeper's lease
 * @param keyMarks key marks kept at most
 * @param entries stream entries kept at most
 * @param tagMarks tag marks kept at most, a cache
 * @param bans bans kept at most, a cache
 */
public record LogSettings(String url, String prefix, String node, int keyMarks, int entries, int tagMarks, int bans) {
    /** Bounds as documented. */
    public static LogSettings of(String url, String prefix, String node) {
        return new LogSettings(url, prefix, node, 1_000_000, 2_000_000, 100_000, 1000);
    }

    /** Prefix of the names of log 0: one hash tag, so that scripts hold on a cluster as well. */
    String names() {
        return prefix + "{0}:";
    }
}
