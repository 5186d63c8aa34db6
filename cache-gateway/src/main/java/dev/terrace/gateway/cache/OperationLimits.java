package dev.terrace.gateway.cache;

/** How many operations a cache takes on this node. */
public interface OperationLimits {
    /** For nodes and tests without any. */
    OperationLimits NONE = (cache, operations) -> 0;

    /**
     * Takes so many operations of the cache's share: 0 when it had them, else the seconds until it is worth asking again, and nothing was
     * taken. On the path of every request: no lock, no allocation.
     */
    int take(String cache, int operations);
}
