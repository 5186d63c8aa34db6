package dev.terrace.gateway.coherence.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.terrace.gateway.cache.hot.HotNews;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hot keys told over a real Redis. */
class RedisHotChannelIT {
    @Test
    void nodesOfOneSuiteHearEachOther() throws Exception {
        HotNews news = new HotNews("run-1", "c", List.of(new HotNews.Key("a b/ü ", 120), new HotNews.Key("k", 50)));
        Vertx vertx = Vertx.vertx();
        try (PrivateServer redis = LocalStack.privateLogRedis()) {
            WallTime time = new WallTime(vertx);
            RedisHotChannel one = new RedisHotChannel(vertx, LogSettings.of(redis.url(), "hot:", "one"), time);
            RedisHotChannel two = new RedisHotChannel(vertx, LogSettings.of(redis.url(), "hot:", "two"), time);
            Queue<HotNews> heard = new ConcurrentLinkedQueue<>();
            two.listen(heard::add);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                one.tell(news);
                return !heard.isEmpty();
            });
            assertEquals(news, heard.peek());
            one.close();
            two.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void whatNobodyOfOursWouldSayIsNotHeard() {
        HotNews news = new HotNews("r", "c", List.of(new HotNews.Key("k", 7)));
        assertEquals(news, RedisHotChannel.news(RedisHotChannel.text(news)));
        for (String text : List.of("", "r c", "r c aw", "r c aw x", "r c ? 7", "r c  7", "r c aw 7 aw")) {
            assertNull(RedisHotChannel.news(text), text);
        }
        assertNull(RedisHotChannel.news("r c" + " aw 7".repeat(17)));
    }
}
