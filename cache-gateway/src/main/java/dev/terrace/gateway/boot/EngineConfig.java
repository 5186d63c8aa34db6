package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where the coherence log is, and what the engine keeps at most. */
@ConfigMapping(prefix = "terrace.engine")
public interface EngineConfig {
    /** The Redis of the coherence log ({@code noeviction}): {@code redis[s]://[[user]:password@]host:port[/db]}. */
    @WithDefault("${terrace.log.redis.url:redis://127.0.0.1:6380}")
    String logUrl();

    /** Before all names in the log's Redis. */
    @WithDefault("${terrace.key.prefix:}terrace:")
    String logPrefix();

    /** Name of this process in the sweeper's lease. */
    @WithDefault("${terrace.node.id:${quarkus.uuid}}")
    String node();

    /** Whether the file tier of this gateway may hold records: only with a single gateway. */
    @WithDefault("true")
    boolean fileRecords();

    /** Bounds. */
    @WithName("max")
    Bounds bounds();

    /** Bounds. */
    interface Bounds {
        /** Key marks in the log. */
        @WithDefault("1000000")
        int keyMarks();

        /** Entries in the log's stream. */
        @WithDefault("2000000")
        int logEntries();

        /** Tag marks, a cache. */
        @WithDefault("100000")
        int tagMarks();

        /** Bans, a cache. */
        @WithDefault("1000")
        int bans();

        /** Marks that wait for a log that is away. */
        @WithDefault("100000")
        int pending();

        /** Loads in flight, a cache. */
        @WithDefault("10000")
        int loads();
    }
}
