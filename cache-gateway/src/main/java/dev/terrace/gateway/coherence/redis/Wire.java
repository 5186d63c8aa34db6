package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marks as they stand in the stream and in arguments of scripts: kind, cache, selector, key hash, number.
 *
 * <pre>
 * k key     selector = key            number = offset of the intent it closes
 * w key     selector = key            number = place in the write-back journal up to which has to be read first
 * i intent  selector = key            number = milliseconds until it is over
 * t tag     selector = tag            number = tag floor, when older tag marks were dropped for it
 * b ban     selector = glob           number = generation, when older bans were dropped for it
 * a all
 * g tier    selector = tier's name
 * s soft    selector = k, t, b or a, then the key, tag or glob    hash = generation, when older soft marks were dropped for it
 *           number = Unix milliseconds
 * f floor   selector = caches, by comma    number = up to where
 * z base                              number = up to where
 * </pre>
 */
final class Wire {
    private Wire() {}

    /** Adds the five fields of a mark for a log of that epoch. */
    static void write(Mark mark, long epoch, List<String> args) {
        switch (mark) {
            case Mark.Key key when key.place() > 0 -> add(args, "w", key.cache(), key.key(), key.hash(), key.place());
            case Mark.Key key ->
                add(
                        args,
                        "k",
                        key.cache(),
                        key.key(),
                        key.hash(),
                        key.in(epoch).intent().offset());
            case Mark.Intent i -> add(args, "i", i.cache(), i.key(), i.hash(), i.ttlMs());
            case Mark.Tag tag -> add(args, "t", tag.cache(), tag.tag(), 0, 0);
            case Mark.Ban ban -> add(args, "b", ban.cache(), ban.glob(), 0, 0);
            case Mark.All all -> add(args, "a", all.cache(), "", 0, 0);
            case Mark.Tier tier -> add(args, "g", tier.cache(), tier.tier().wireName(), 0, 0);
            case Mark.Floor f -> add(args, "f", "", String.join(",", new TreeSet<>(f.caches())), 0, f.upTo());
            case Mark.Soft s -> add(args, "s", s.cache(), letter(s.what()) + s.selector(), 0, s.atMs());
            case Mark.Base base -> throw new IllegalArgumentException("Only the log itself raises its base.");
        }
    }

    private static void add(List<String> args, String kind, String cache, String selector, long hash, long number) {
        args.addAll(List.of(kind, cache, selector, Long.toString(hash), Long.toString(number)));
    }

    /** An entry of the stream. */
    static Logged read(Response entry) {
        String id = entry.get(0).toString();
        int dash = id.indexOf('-');
        long offset = Long.parseLong(id, dash + 1, id.length(), 10);
        long epoch = Long.parseLong(id, 0, dash, 10);
        Response f = entry.get(1);
        String kind = f.get(1).toString();
        String cache = f.get(3).toString();
        String selector = f.get(5).toString();
        long hash = f.get(7).toLong();
        long number = f.get(9).toLong();
        return new Logged(offset, mark(kind, cache, selector, hash, new Position(epoch, number)));
    }

    private static Mark mark(String kind, String cache, String selector, long hash, Position at) {
        long number = at.offset();
        return switch (kind) {
            case "k" -> new Mark.Key(cache, selector, hash, number == 0 ? Position.NONE : at);
            case "w" -> new Mark.Key(cache, selector, hash, Position.NONE, number);
            case "i" -> new Mark.Intent(cache, selector, hash, number);
            case "t" -> new Mark.Tag(cache, selector, number);
            case "b" -> new Mark.Ban(cache, selector, number);
            case "a" -> new Mark.All(cache);
            case "g" -> new Mark.Tier(cache, TierName.named(selector).orElseThrow());
            case "f" -> new Mark.Floor(selector.isEmpty() ? Set.of() : Set.of(selector.split(",")), number);
            case "s" -> soft(cache, selector, hash, number);
            case "z" -> new Mark.Base(number);
            default -> throw new IllegalStateException("Unknown kind of mark: " + kind);
        };
    }

    /** A soft mark as it stands in the log and in its sets: the selector begins with what it is. */
    static Mark.Soft soft(String cache, String selector, long generation, long atMs) {
        return new Mark.Soft(cache, what(selector.charAt(0)), selector.substring(1), generation, atMs);
    }

    private static String letter(Mark.What what) {
        return switch (what) {
            case KEY -> "k";
            case TAG -> "t";
            case BAN -> "b";
            case ALL -> "a";
        };
    }

    private static Mark.What what(char letter) {
        return switch (letter) {
            case 'k' -> Mark.What.KEY;
            case 't' -> Mark.What.TAG;
            case 'b' -> Mark.What.BAN;
            case 'a' -> Mark.What.ALL;
            default -> throw new IllegalStateException("Unknown kind of soft mark: " + letter);
        };
    }

    /** Entries of an XRANGE. */
    static List<Logged> readAll(@Nullable Response entries) {
        return entries == null ? List.of() : entries.stream().map(Wire::read).toList();
    }

    /** An intent as it stands in the set of open ones: offset, hash, cache, key. */
    static Logged openIntent(String member) {
        String[] parts = member.split(" ", 4);
        Mark.Intent intent = new Mark.Intent(parts[2], parts[3], Long.parseLong(parts[1]), 0);
        return new Logged(Long.parseLong(parts[0]), intent);
    }
}
