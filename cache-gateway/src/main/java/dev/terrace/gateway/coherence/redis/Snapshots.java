package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.view.KeyList;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all marks that are not retired. The position is read first, so marks that come meanwhile are read once here and once in the stream;
 * then key marks in pieces, since there may be a million; floors after them, so what was retired before it was read is below a floor here or
 * in the stream.
 */
final class Snapshots {
    /** Requests a cache. */
    private static final int A_CACHE = 5;

    private static final int KEYS_AT_ONCE = 10_000;
    /** For one step of many. */
    private static final long LIMIT_MS = 5_000;

    private final LogLink link;
    private final String names;
    private final Time time;

    Snapshots(LogLink link, String names, Time time) {
        this.link = link;
        this.names = names;
        this.time = time;
    }

    private Uni<List<@Nullable Response>> read(List<Request> requests) {
        return Limit.of(time, () -> link.batch(requests), LIMIT_MS);
    }

    Uni<Snapshot> take(Epochs.Epoch epoch) {
        Request meta = Request.cmd(Command.HMGET)
                .arg(names + "meta")
                .arg("epoch")
                .arg("last")
                .arg("base");
        return read(List.of(meta)).flatMap(found -> {
            Response there = found.getFirst();
            if (there == null || there.get(0) == null || there.get(0).toLong() != epoch.number()) {
                return changed();
            }
            Position position = new Position(epoch.number(), there.get(1).toLong());
            long base = there.get(2).toLong();
            return keys(new KeyList(), 0)
                    .flatMap(keys -> others(epoch, base).map(marks -> new Snapshot(position, marks, keys)));
        });
    }

    private static <T> Uni<T> changed() {
        return Uni.createFrom().failure(new IllegalStateException("the epoch has changed"));
    }

    /** Those above an offset; a key that is marked again meanwhile comes again, further on. */
    private Uni<KeyList> keys(KeyList found, long above) {
        Request piece = Request.cmd(Command.ZRANGEBYSCORE)
                .arg(names + "keys")
                .arg("(" + above)
                .arg("+inf")
                .arg("WITHSCORES")
                .arg("LIMIT")
                .arg(0)
                .arg(KEYS_AT_ONCE);
        return read(List.of(piece)).flatMap(answers -> {
            Response flat = answers.getFirst();
            long last = above;
            for (int i = 0; flat != null && i + 1 < flat.size(); i += 2) {
                String member = flat.get(i).toString();
                int blank = member.indexOf(' ');
                last = number(flat.get(i + 1).toString());
                found.add(member.substring(0, blank), Long.parseLong(member.substring(blank + 1)), last);
            }
            boolean more = flat != null && flat.size() == 2 * KEYS_AT_ONCE;
            return more ? keys(found, last) : Uni.createFrom().item(found);
        });
    }

    private Uni<List<Logged>> others(Epochs.Epoch epoch, long base) {
        List<Request> parts = List.of(
                Request.cmd(Command.ZRANGE).arg(names + "intents").arg(0).arg(-1),
                hash("generations"),
                hash("tier-generations"),
                hash("floors"),
                hash("tag-floors"),
                hash("wide"),
                hash("soft-generations"),
                Request.cmd(Command.HGET).arg(names + "meta").arg("epoch"));
        return read(parts).flatMap(all -> {
            Response now = all.getLast();
            return now != null && now.toLong() == epoch.number() ? collect(base, all) : changed();
        });
    }

    private Request hash(String name) {
        return Request.cmd(Command.HGETALL).arg(names + name);
    }

    private Request scores(String name) {
        return Request.cmd(Command.ZRANGE).arg(names + name).arg(0).arg(-1).arg("WITHSCORES");
    }

    private Uni<List<Logged>> collect(long base, List<@Nullable Response> all) {
        List<Logged> marks = new ArrayList<>();
        if (base > 0) {
            marks.add(new Logged(base, new Mark.Base(base)));
        }
        all.get(0).forEach(member -> marks.add(Wire.openIntent(member.toString())));
        pairs(all.get(1), (cache, at) -> marks.add(new Logged(number(at), new Mark.All(cache))));
        pairs(all.get(2), (place, at) -> marks.add(new Logged(number(at), tier(place))));
        pairs(all.get(3), (cache, at) -> marks.add(new Logged(number(at), new Mark.Floor(Set.of(cache), number(at)))));
        pairs(all.get(4), (cache, at) -> marks.add(new Logged(number(at), new Mark.Tag(cache, "", number(at)))));
        pairs(all.get(6), (cache, at) -> marks.add(softAll(cache, at)));
        List<String> caches = new ArrayList<>();
        pairs(all.get(5), (cache, at) -> caches.add(cache));
        return wide(caches, marks).map(complete -> {
            complete.sort(Comparator.comparingLong(Logged::offset));
            return complete;
        });
    }

    /** Offset and time by a blank. */
    private static Logged softAll(String cache, String at) {
        int blank = at.indexOf(' ');
        long time = number(at.substring(blank + 1));
        return new Logged(number(at.substring(0, blank)), new Mark.Soft(cache, Mark.What.ALL, "", 0, time));
    }

    private static Mark tier(String place) {
        int blank = place.indexOf(' ');
        TierName name = TierName.named(place.substring(blank + 1)).orElseThrow();
        return new Mark.Tier(place.substring(0, blank), name);
    }

    private Uni<List<Logged>> wide(List<String> caches, List<Logged> marks) {
        if (caches.isEmpty()) {
            return Uni.createFrom().item(marks);
        }
        List<Request> requests = new ArrayList<>();
        for (String cache : caches) {
            requests.add(scores("tags:" + cache));
            requests.add(scores("bans:" + cache));
            requests.add(scores("soft:" + cache));
            requests.add(scores("soft-bans:" + cache));
            requests.add(hash("soft-times:" + cache));
        }
        return read(requests).map(found -> {
            for (int i = 0; i < caches.size(); i++) {
                String cache = caches.get(i);
                int from = i * A_CACHE;
                pairs(found.get(from), (tag, at) -> marks.add(new Logged(number(at), new Mark.Tag(cache, tag, 0))));
                pairs(found.get(from + 1), (g, at) -> marks.add(new Logged(number(at), new Mark.Ban(cache, g, 0))));
                Map<String, Long> times = new HashMap<>();
                pairs(found.get(from + 4), (selector, at) -> times.put(selector, number(at)));
                BiConsumer<String, String> soft = (selector, at) -> marks.add(
                        new Logged(number(at), Wire.soft(cache, selector, 0, times.getOrDefault(selector, 0L))));
                pairs(found.get(from + 2), soft);
                pairs(found.get(from + 3), soft);
            }
            return marks;
        });
    }

    private static long number(String score) {
        return (long) Double.parseDouble(score);
    }

    /** Names and values that come one after the other. */
    private static void pairs(@Nullable Response flat, BiConsumer<String, String> each) {
        if (flat == null) {
            return;
        }
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            each.accept(flat.get(i).toString(), flat.get(i + 1).toString());
        }
    }
}
