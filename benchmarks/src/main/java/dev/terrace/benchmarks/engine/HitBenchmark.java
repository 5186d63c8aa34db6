package dev.terrace.benchmarks.engine;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import io.lettuce.core.RedisClient;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A hit of 1 KB in this process. Terrace's answers were checked against invalidations and counted; Caffeine's and JetCache's were not. All
 * hold every key for a day, so there are only hits.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HitBenchmark {
    private static final int TRIES = 100;

    /** Terrace's engine. */
    @State(Scope.Benchmark)
    public static class Terrace {
        private final EngineWorld world = new EngineWorld();
        private final CacheHandle cache = world.cache();

        /** Puts every key. On a busy machine a copy may be refused in time, since the engine's view is behind: it is put again. */
        @Setup
        public void fill() {
            for (int i = 0; i < Keys.COUNT; i++) {
                int tries = 0;
                do {
                    if (++tries > TRIES) {
                        throw new IllegalStateException("No hit.");
                    }
                    world.put(Keys.key(i), new byte[Keys.BYTES]);
                } while (cache.atHand(Keys.key(i), ReadOptions.PLAIN) == null);
            }
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            world.close();
        }
    }

    /** Caffeine, as it loads at once and as it loads beside. */
    @State(Scope.Benchmark)
    public static class Plain {
        private final LoadingCache<String, byte[]> now = bounded().build(key -> new byte[Keys.BYTES]);
        private final AsyncLoadingCache<String, byte[]> beside = bounded().buildAsync(key -> new byte[Keys.BYTES]);

        private static Caffeine<Object, Object> bounded() {
            return Caffeine.newBuilder().maximumSize(2 * Keys.COUNT).expireAfterWrite(1, TimeUnit.DAYS);
        }

        /** Loads every key. */
        @Setup
        public void fill() {
            for (int i = 0; i < Keys.COUNT; i++) {
                int bytes =
                        now.get(Keys.key(i)).length + beside.get(Keys.key(i)).join().length;
                if (bytes != 2 * Keys.BYTES) {
                    throw new IllegalStateException("Not loaded.");
                }
            }
        }
    }

    /** JetCache with Caffeine over Redis, whose address is the property {@code terrace.redis}; hits are in the former. */
    @State(Scope.Benchmark)
    public static class Jet {
        private final RedisClient client = RedisClient.create("redis://" + System.getProperty("terrace.redis"));
        private final Cache<String, byte[]> local = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(2 * Keys.COUNT)
                .expireAfterWrite(1, TimeUnit.DAYS)
                .buildCache();
        private final Cache<String, byte[]> remote = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .keyPrefix("bench:jetcache:")
                .keyConvertor(key -> key)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .expireAfterWrite(10, TimeUnit.MINUTES)
                .buildCache();
        private final Cache<String, byte[]> both = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
                .addCache(local, remote)
                .expireAfterWrite(10, TimeUnit.MINUTES)
                .buildCache();

        /** Puts every key into both. */
        @Setup
        public void fill() {
            for (int i = 0; i < Keys.COUNT; i++) {
                both.put(Keys.key(i), new byte[Keys.BYTES]);
            }
        }

        /** Takes them away again. */
        @TearDown
        public void stop() {
            for (int i = 0; i < Keys.COUNT; i++) {
                both.remove(Keys.key(i));
            }
            client.shutdown();
        }
    }

    /** Terrace. */
    @Benchmark
    public @Nullable ReadResult terrace(Terrace terrace, Keys keys) {
        return terrace.cache.atHand(keys.next(), ReadOptions.PLAIN);
    }

    /** Caffeine. */
    @Benchmark
    public byte @Nullable [] caffeineLoading(Plain plain, Keys keys) {
        return plain.now.get(keys.next());
    }

    /** Caffeine's futures. */
    @Benchmark
    public byte @Nullable [] caffeineAsyncLoading(Plain plain, Keys keys) {
        return plain.beside.get(keys.next()).join();
    }

    /** JetCache over two levels. */
    @Benchmark
    public byte @Nullable [] jetCacheTwoLevels(Jet jet, Keys keys) {
        return jet.both.get(keys.next());
    }
}
