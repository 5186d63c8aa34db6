package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.hot.HotChannel;
import dev.terrace.gateway.cache.hot.HotNews;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hot keys over the log's Redis: published, never stored. A server that does not answer costs one call in {@value #CALL_MS} ms and
 * {@value #MOST_OPEN} open ones at most; what cannot be told is told again by whoever asks.
 */
public final class RedisHotChannel implements HotChannel {
    private static final long CALL_MS = 500;
    private static final int MOST_OPEN = 64;
    private static final int LONGEST_KEY = 1024;

    private final LogLink link;
    private final Subscription subscription;
    private final String channel;
    private final Time time;
    private final java.util.concurrent.atomic.AtomicInteger open = new java.util.concurrent.atomic.AtomicInteger();

    /** A channel of the suite of that log. */
    public RedisHotChannel(Vertx vertx, LogSettings settings, Time time) {
        this.link = new LogLink(vertx, settings.url());
        this.channel = settings.names() + "hot";
        this.subscription = new Subscription(new LogLink(vertx, settings.url()), channel, time);
        this.time = time;
    }

    @Override
    public void tell(HotNews news) {
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            return;
        }
        Request publish = Request.cmd(Command.PUBLISH).arg(channel).arg(text(news));
        Limit.of(time, () -> link.send(publish), CALL_MS)
                .eventually(open::decrementAndGet)
                .subscribe()
                .with(told -> {}, failure -> link.drop());
    }

    @Override
    public void listen(Consumer<HotNews> listener) {
        subscription.start(text -> {
            HotNews heard = news(text);
            if (heard != null) {
                listener.accept(heard);
            }
        });
    }

    /** Run, cache, then key (base64url) and reads a second of each; none of them holds a blank. */
    static String text(HotNews news) {
        StringBuilder text = new StringBuilder(news.run()).append(' ').append(news.cache());
        for (HotNews.Key key : news.keys()) {
            byte[] utf8 = key.key().getBytes(StandardCharsets.UTF_8);
            text.append(' ')
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8))
                    .append(' ')
                    .append(Math.round(key.rate()));
        }
        return text.toString();
    }

    /** Null for what another version says, or nobody of ours would. */
    static @Nullable HotNews news(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 4 || parts.length % 2 != 0 || parts.length > 2 + 2 * HotNews.MOST) {
            return null;
        }
        List<HotNews.Key> keys = new ArrayList<>();
        try {
            for (int i = 2; i < parts.length; i += 2) {
                byte[] utf8 = Base64.getUrlDecoder().decode(parts[i]);
                if (utf8.length < 1 || utf8.length > LONGEST_KEY) {
                    return null;
                }
                keys.add(new HotNews.Key(new String(utf8, StandardCharsets.UTF_8), Long.parseLong(parts[i + 1])));
            }
        } catch (IllegalArgumentException unknown) {
            return null;
        }
        return new HotNews(parts[0], parts[1], List.copyOf(keys));
    }

    @Override
    public void close() {
        subscription.stop();
        link.drop();
    }
}
