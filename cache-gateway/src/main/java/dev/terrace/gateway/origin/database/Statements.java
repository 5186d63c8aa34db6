package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.origin.database.Shape.ValueKind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one table. Each decides its condition by itself: an update waits for whoever holds the row and then looks at it again, an
 * insert meets the unique index. Parameters: $1 the key, $2 the value, $3 versions and $4 digests that If-Match names.
 */
final class Statements {
    private final Shape shape;
    private final String table;
    private final String key;

    Statements(Shape shape) {
        this.shape = shape;
        this.table = shape.table();
        this.key = shape.keyName();
    }

    private String keyIs() {
        return "t." + key + " = $1::" + shape.key().cast();
    }

    /**
     * The value as text, or as bytes where it is bytea. Each type has a text of its own, and none changes its result's type unless the column
     * becomes another kind: so a statement that the driver has prepared fails then, and is not met again afterwards.
     */
    private String value() {
        if (shape.value() != null) {
            return switch (shape.value()) {
                case BYTEA -> "t." + shape.valueName();
                case TEXT -> "(t." + shape.valueName() + " || '')";
                default -> "t." + shape.valueName() + "::text";
            };
        }
        return shape.spec().columns().stream()
                .map(c -> "'" + c.replace("'", "''") + "', t." + Shape.quoted(c))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")::text"));
    }

    private String version() {
        return shape.versioned() ? "t." + shape.versionName() + "::text" : "NULL::text";
    }

    /** Value (null when it is larger) and version, at most two rows. */
    String read(int maxBytes) {
        return "SELECT CASE WHEN octet_length(" + value() + ") <= " + maxBytes + " THEN " + value() + " END, "
                + version() + " FROM " + table + " t WHERE " + keyIs() + there() + " LIMIT 2";
    }

    /** A row whose value is null holds nothing. */
    private String there() {
        return shape.value() == null ? "" : " AND t." + shape.valueName() + " IS NOT NULL";
    }

    private String returning() {
        return " RETURNING (t.xmax = 0), " + value() + ", " + version();
    }

    /** Writes; no row back: the condition did not hold. */
    String write(Condition condition) {
        return switch (condition) {
            case Condition.Always always -> insert() + " DO UPDATE SET " + assignments("excluded.") + returning();
            case Condition.IfAbsent absent ->
                shape.value() == null
                        ? insert() + " DO NOTHING" + returning()
                        : insert() + " DO UPDATE SET " + assignments("excluded.") + " WHERE t." + shape.valueName()
                                + " IS NULL" + returning();
            case Condition.IfExists exists -> update("");
            case Condition.IfMatch match -> update(matches());
        };
    }

    private String update(String condition) {
        return "UPDATE " + table + " t SET " + assignments("s.") + " FROM (" + source() + ") s WHERE " + keyIs()
                + there() + condition + returning().replace("(t.xmax = 0)", "false");
    }

    private String insert() {
        String columns = columns().stream().map(Shape::quoted).collect(Collectors.joining(", "));
        String names = columns().stream().map(c -> "s." + Shape.quoted(c)).collect(Collectors.joining(", "));
        String version = shape.versioned() ? ", " + shape.versionName() : "";
        return "INSERT INTO " + table + " AS t (" + key + ", " + columns + version + ") SELECT $1::"
                + shape.key().cast() + ", " + names + (shape.versioned() ? ", 1" : "") + " FROM (" + source()
                + ") s ON CONFLICT (" + key + ")";
    }

    private List<String> columns() {
        return shape.value() == null
                ? shape.spec().columns()
                : List.of(String.valueOf(shape.spec().column()));
    }

    /** The new values under their columns' names. */
    private String source() {
        if (shape.value() == null) {
            return "SELECT * FROM jsonb_populate_record(NULL::" + table + ", $2::text::jsonb)";
        }
        String parameter =
                switch (shape.value()) {
                    case BYTEA -> "$2::bytea";
                    case TEXT -> "$2::text";
                    case JSON -> "$2::text::json";
                    case JSONB -> "$2::text::jsonb";
                    case BIGINT -> "$2::text::bigint";
                    case INTEGER -> "$2::text::integer";
                };
        return "SELECT " + parameter + " AS " + shape.valueName();
    }

    private String assignments(String from) {
        String values = columns().stream()
                .map(Shape::quoted)
                .map(c -> c + " = " + from + c)
                .collect(Collectors.joining(", "));
        return shape.versioned() ? values + nextVersion() : values;
    }

    private String nextVersion() {
        return shape.versioned()
                ? ", " + shape.versionName() + " = coalesce(t." + shape.versionName() + ", 0) + 1"
                : "";
    }

    /** The etags of {@code engine.Entries}: 128 bits of SHA-256 over media type, NUL and bytes, with the version beside. */
    private String matches() {
        String bytes = shape.value() == ValueKind.BYTEA ? value() : "convert_to(" + value() + ", 'UTF8')";
        String digest = "substr(sha256(convert_to('" + shape.contentType() + "', 'UTF8') || '\\x00'::bytea || " + bytes
                + "), 1, 16)";
        String version = shape.versioned() ? "m.version = t." + shape.versionName() + "::bigint AND " : "";
        return " AND EXISTS (SELECT 1 FROM unnest($3::bigint[], $4::bytea[]) m(version, digest) WHERE " + version
                + "m.digest = " + digest + ")";
    }

    /** Deletes; $2 and $3 are what If-Match names. */
    String delete(Condition condition) {
        String matches = condition instanceof Condition.IfMatch
                ? matches().replace("$3", "$2").replace("$4", "$3")
                : "";
        return "DELETE FROM " + table + " t WHERE " + keyIs() + (condition == Condition.NONE ? "" : there()) + matches;
    }

    /** Counts: $2 what is added; no row back: the value is no integer. Null for values that do not count. */
    @Nullable
    String count() {
        if (shape.value() == null || !shape.value().counts()) {
            return null;
        }
        String column = shape.valueName();
        boolean text = shape.value() == ValueKind.TEXT;
        String start = text ? "$2::bigint::text" : "$2::bigint";
        String sum = text
                ? "(coalesce(t." + column + ", '0')::bigint + $2::bigint)::text"
                : "coalesce(t." + column + ", 0) + $2::bigint";
        String integer = text ? " WHERE coalesce(t." + column + ", '0') ~ '^-?[0-9]{1,19}$'" : "";
        return "INSERT INTO " + table + " AS t (" + key + ", " + column
                + (shape.versioned() ? ", " + shape.versionName() : "") + ") VALUES ($1::"
                + shape.key().cast() + ", "
                + start + (shape.versioned() ? ", 1" : "") + ") ON CONFLICT (" + key + ") DO UPDATE SET " + column
                + " = "
                + sum + nextVersion() + integer + returning();
    }
}
