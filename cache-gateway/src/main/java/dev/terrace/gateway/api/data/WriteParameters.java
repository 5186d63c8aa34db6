package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Condition;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a write brings beside its body: TTL, tags, conditions. The query goes before the header. */
final class WriteParameters {
    /** Longest TTL, seconds: ten years. */
    static final long MAX_TTL_SECONDS = 315_360_000L;

    static final int MAX_TAGS = 50;
    static final int MAX_TAG_BYTES = 128;

    private WriteParameters() {}

    /** The TTL in milliseconds, null when none is given; 422 when it is none. */
    static @Nullable Long ttl(Exchange exchange) {
        String text = exchange.parameter("ttl");
        String given = text == null ? exchange.header(Names.TTL) : text;
        if (given == null) {
            return null;
        }
        if (!given.matches("-?[0-9]{1,12}(\\.[0-9]{1,3})?")) {
            throw Problem.field("/ttl", "Not a number of seconds.");
        }
        return ttl(new BigDecimal(given), "/ttl");
    }

    /** Seconds in milliseconds, null for null. */
    static @Nullable Long ttl(@Nullable BigDecimal seconds, String pointer) {
        if (seconds == null) {
            return null;
        }
        if (seconds.signum() <= 0 || seconds.compareTo(BigDecimal.valueOf(MAX_TTL_SECONDS)) > 0) {
            throw Problem.field(pointer, "More than 0 and at most " + MAX_TTL_SECONDS + " seconds.");
        }
        return Math.max(1, seconds.movePointRight(3).longValue());
    }

    /** The tags of {@code ?tags=a,b} or Cache-Tag, without duplicates, sorted. */
    static List<String> tags(Exchange exchange) {
        String text = exchange.parameter("tags");
        String given = text == null ? exchange.header(Names.CACHE_TAG) : text;
        if (given == null || given.isBlank()) {
            return List.of();
        }
        return tags(List.of(given.split(",", -1)), "/tags");
    }

    static List<String> tags(List<String> given, String pointer) {
        Set<String> tags = new TreeSet<>();
        for (String tag : given) {
            tags.add(checked(tag.strip(), pointer));
        }
        if (tags.size() > MAX_TAGS) {
            throw Problem.field(pointer, "At most " + MAX_TAGS + " tags.");
        }
        return List.copyOf(tags);
    }

    private static String checked(String tag, String pointer) {
        if (tag.isEmpty() || PercentDecoding.utf8Length(tag) > MAX_TAG_BYTES) {
            throw Problem.field(pointer, "A tag has 1 to " + MAX_TAG_BYTES + " bytes.");
        }
        if (tag.chars().anyMatch(c -> c == ',' || Character.isISOControl(c))) {
            throw Problem.field(pointer, "A tag has no commas and no control characters.");
        }
        return tag;
    }

    /** The condition of a write or delete. */
    static Condition condition(Exchange exchange) {
        String match = exchange.header(Names.IF_MATCH);
        String noneMatch = exchange.header(Names.IF_NONE_MATCH);
        if (match != null && noneMatch != null) {
            throw Problem.of(Kind.MALFORMED, "If-Match and If-None-Match exclude each other.");
        }
        if (match != null) {
            return ifMatch(match);
        }
        if (noneMatch == null) {
            return Condition.NONE;
        }
        if (!noneMatch.strip().equals("*")) {
            throw Problem.of(Kind.MALFORMED, "If-None-Match on a write is * alone.");
        }
        return new Condition.IfAbsent();
    }

    private static Condition ifMatch(String field) {
        EntityTags tags = EntityTags.parse(field);
        if (tags == null) {
            throw Problem.of(Kind.MALFORMED, "If-Match is no list of entity tags in quotes.");
        }
        return tags.any() ? new Condition.IfExists() : new Condition.IfMatch(tags.strong());
    }
}
