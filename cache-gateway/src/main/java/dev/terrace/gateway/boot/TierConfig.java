package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the tiers' stores are, and how much of them one gateway uses. Addresses come from the environment of the whole suite. */
@ConfigMapping(prefix = "terrace.tier")
public interface TierConfig {
    /** The values' Redis. */
    Redis redis();

    /** The Memcached servers. */
    Memcached memcached();

    /** PostgreSQL as a tier. */
    Database database();

    /** This node's directory. */
    File file();

    /** The values' Redis. */
    interface Redis {
        /** {@code redis[s]://[[user]:password@]host:port[/db]}. */
        @WithDefault(
                "${terrace.redis.url:${redis.url:redis://${redis.host:127.0.0.1}:${redis.port:6379}/${redis.db:0}}}")
        String url();

        /** Connections of each event loop, each pipelined. */
        @WithDefault("2")
        int connections();

        /** Calls that wait for an answer; beyond that they fail at once. */
        @WithDefault("4096")
        int maxInFlight();
    }

    /** The Memcached servers. */
    interface Memcached {
        /** {@code host:port} of each. */
        @WithDefault("${terrace.memcached.servers:${memcached.servers:127.0.0.1:11211}}")
        List<String> servers();

        /** After which a call has failed. */
        @WithDefault("PT0.5S")
        Duration deadline();

        /** Calls that wait for an answer, for each server; beyond that they fail at once. */
        @WithDefault("4096")
        int maxInFlight();
    }

    /** PostgreSQL as a tier. */
    interface Database {
        /** {@code postgresql://host:port/db}. */
        @WithDefault("${terrace.postgres.url:postgresql://127.0.0.1:5432/terrace}")
        String url();

        /** User. */
        @WithDefault("${terrace.postgres.user:terrace}")
        String user();

        /** Password. */
        @WithDefault("${terrace.postgres.password:}")
        Optional<String> password();

        /** Connections, each pipelined, beside those of Terrace's own state. */
        @WithDefault("4")
        int connections();

        /** Calls that wait for a connection; beyond that they fail at once. */
        @WithDefault("512")
        int maxWaiting();
    }

    /** This node's directory. */
    interface File {
        /** Directory of this process alone; entries lie in {@code tier} below it. */
        @WithDefault("${terrace.data.dir:.terrace/data/cache-gateway}")
        Path dir();

        /** Threads that read and write. */
        @WithDefault("4")
        int threads();

        /** Calls that run or wait; beyond that they fail at once. */
        @WithDefault("2048")
        int maxWaiting();
    }
}
