package dev.terrace.gateway.tier.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier.Outcome;
import dev.terrace.gateway.cache.RecordTier.Swapped;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.Label;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.codec.Stamp;
import dev.terrace.gateway.tier.Coverage;
import dev.terrace.gateway.tier.StoredForm;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records in Redis. A delete leaves a mark for ten minutes; a write of an older position that arrives later than that would bring the record
 * back, as would one whose mark Redis evicted: class {@code memory} promises no more.
 */
final class RedisRecords {
    private static final long MARK_MS = 600_000;
    private static final int BATCH = 500;
    private static final int LABEL_BYTES = 4096;
    private static final int ATTEMPTS = 16;
    private static final byte[] NONE = {};

    private final RedisServer server;
    private final WireKeys keys;
    private final StoredForm form;

    RedisRecords(RedisServer server, WireKeys keys, StoredForm form) {
        this.server = server;
        this.keys = keys;
        this.form = form;
    }

    Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        byte[] bytes = form.encode(key, entry);
        if (bytes == null) {
            return Uni.createFrom().item(Outcome.TOO_LARGE);
        }
        return step(key, bytes, form.keepMs(entry), condition).map(code -> switch (code) {
            case 0 -> Outcome.CREATED;
            case 1 -> Outcome.REPLACED;
            case 2 -> Outcome.CONDITION_FAILED;
            case 4 -> Outcome.OVERTAKEN;
            default -> Outcome.SUPERSEDED;
        });
    }

    Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return step(key, form.deletion(key, position, MARK_MS), MARK_MS, condition)
                .map(code -> switch (code) {
                    case 0, 1 -> Outcome.GONE;
                    case 2 -> Outcome.CONDITION_FAILED;
                    case 4 -> Outcome.OVERTAKEN;
                    default -> Outcome.SUPERSEDED;
                });
    }

    Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        byte[] bytes = form.encode(key, next);
        if (bytes == null) {
            return Uni.createFrom().failure(new IllegalArgumentException("Larger than the tier takes."));
        }
        List<String> names = List.of(keys.record(key.key()), keys.fence(key.key()), once(key, increment));
        Set<String> etags = seen == null ? Set.of("") : form.etags(key, seen);
        return server.run(
                        Scripts.SWAP,
                        run -> names,
                        bytes,
                        text(form.keepMs(next)),
                        ByteBuffer.allocate(8).putLong(form.now()).array(),
                        seen == null ? NONE : Stamp.order(seen.asOf()),
                        text(etags.iterator().next()),
                        text(increment.once() == null ? "" : increment.asked()),
                        text(count),
                        text(Increment.REMEMBERED_MS),
                        text(etags.stream().skip(1).findFirst().orElse("")))
                .map(answer -> swapped(java.util.Objects.requireNonNull(answer), increment));
    }

    Uni<Swapped> remembered(CacheKey key, Increment increment) {
        return server.send(run -> Request.cmd(Command.GET).arg(once(key, increment)))
                .map(answer -> answer == null ? new Swapped.Changed() : known(answer.toString(), increment));
    }

    private String once(CacheKey key, Increment increment) {
        return keys.once(
                key.key(), increment.once() == null ? "" : increment.once().id());
    }

    private static Swapped swapped(Response answer, Increment increment) {
        if (answer.type() == ResponseType.BULK) {
            return known(answer.toString(), increment);
        }
        return switch (answer.toInteger()) {
            case 0 -> new Swapped.Done(true);
            case 1 -> new Swapped.Done(false);
            case 4 -> new Swapped.Overtaken();
            default -> new Swapped.Changed();
        };
    }

    /** {@code count asked}, as it was remembered. */
    private static Swapped known(String text, Increment increment) {
        int space = text.indexOf(' ');
        return text.substring(space + 1).equals(increment.asked())
                ? new Swapped.Remembered(Long.parseLong(text.substring(0, space)))
                : new Swapped.Otherwise();
    }

    Uni<Long> deleteAll(Selector selector, Position position) {
        Coverage coverage = new Coverage(selector);
        if (!coverage.needsScan()) {
            List<String> names = selector.keys().stream().map(keys::record).toList();
            return bury(names, coverage, position);
        }
        return scan(coverage, position);
    }

    private Uni<Long> scan(Coverage coverage, Position position) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Cursor("0"), cursor -> page(cursor)
                        .chain(names -> bury(names, coverage, position).map(count -> new Step(count, cursor.at))))
                .whilst(step -> !step.cursor.equals("0"))
                .collect()
                .with(java.util.stream.Collectors.summingLong(step -> step.count));
    }

    private Uni<List<String>> page(Cursor cursor) {
        return server.send(run -> Request.cmd(Command.SCAN)
                        .arg(cursor.at)
                        .arg("MATCH")
                        .arg(keys.everyRecord())
                        .arg("COUNT")
                        .arg(BATCH))
                .map(answer -> {
                    Response page = java.util.Objects.requireNonNull(answer);
                    cursor.at = page.get(0).toString();
                    return page.get(1).stream()
                            .map(name -> name.toString(UTF_8))
                            .toList();
                });
    }

    /** Puts marks where covered, older records are. One that changes meanwhile is looked at again. */
    private Uni<Long> bury(List<String> names, Coverage coverage, Position position) {
        return Each.of(names, 64, name -> bury(name, coverage, position, ATTEMPTS))
                .map(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    private Uni<Long> bury(String name, Coverage coverage, Position position, int attempts) {
        return prefix(name, LABEL_BYTES).chain(bytes -> {
            Optional<Label> label = EntryCodec.label(bytes)
                    .filter(l -> !l.deleted() && l.asOf().before(position) && coverage.covers(l.key(), l.tags()));
            if (label.isEmpty()) {
                return Uni.createFrom().item(0L);
            }
            CacheKey key = CacheKey.of(label.get().cache(), label.get().key());
            byte[] mark = form.deletion(key, position, MARK_MS);
            byte[] identity = Arrays.copyOf(bytes, Layout.IDENTITY_BYTES);
            return server.run(Scripts.BURY, run -> List.of(name), identity, mark, text(MARK_MS))
                    .chain(done -> done != null && done.toInteger() == 1
                            ? Uni.createFrom().item(1L)
                            : again(name, coverage, position, attempts - 1));
        });
    }

    private Uni<Long> again(String name, Coverage coverage, Position position, int attempts) {
        return attempts > 0
                ? bury(name, coverage, position, attempts)
                : Uni.createFrom()
                        .failure(new IllegalStateException("A record changes faster than it can be deleted."));
    }

    /** The first bytes of a record, enough for its label. */
    private Uni<byte[]> prefix(String name, int length) {
        return server.send(run -> Request.cmd(Command.GETRANGE).arg(name).arg(0).arg(length - 1))
                .chain(answer -> {
                    byte[] bytes = answer == null ? NONE : answer.toBytes();
                    boolean cut =
                            bytes.length == length && EntryCodec.label(bytes).isEmpty();
                    return cut && length < Layout.MAX_HEAD_BYTES
                            ? prefix(name, Layout.MAX_HEAD_BYTES)
                            : Uni.createFrom().item(bytes);
                });
    }

    private Uni<Integer> step(CacheKey key, byte[] bytes, long keepMs, Condition condition) {
        List<byte[]> args = new ArrayList<>();
        args.add(bytes);
        args.add(text(keepMs));
        args.add(ByteBuffer.allocate(8).putLong(form.now()).array());
        switch (form.labelled(key, condition)) {
            case Condition.Always always -> args.add(text("A"));
            case Condition.IfExists exists -> args.add(text("E"));
            case Condition.IfAbsent absent -> args.add(text("N"));
            case Condition.IfMatch match -> {
                args.add(text("M"));
                match.etags().forEach(etag -> args.add(text(etag)));
            }
        }
        List<String> names = List.of(keys.record(key.key()), keys.fence(key.key()));
        return server.run(Scripts.WRITE, run -> names, args.toArray(byte[][]::new))
                .map(RedisRecords::code);
    }

    private static int code(@Nullable Response answer) {
        return java.util.Objects.requireNonNull(answer).toInteger();
    }

    private static byte[] text(Object text) {
        return text.toString().getBytes(UTF_8);
    }

    private static final class Cursor {
        private String at;

        Cursor(String at) {
            this.at = at;
        }
    }

    private record Step(long count, String cursor) {}
}
