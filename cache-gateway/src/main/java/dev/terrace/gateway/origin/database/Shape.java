package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was found: names that are in the database's own catalog, and what they hold. Only these names, quoted, become SQL.
 *
 * @param table qualified and quoted
 * @param key the key's column
 * @param value the value's column, null when several make the value
 * @param unique no two rows have one key
 * @param versioned there is a version column
 */
record Shape(
        DatabaseOriginSpec spec,
        String table,
        KeyKind key,
        @Nullable ValueKind value,
        boolean unique,
        boolean versioned) {

    /** What a key's column holds. */
    enum KeyKind {
        TEXT,
        INTEGER,
        UUID;

        /** The kind of a type as information_schema names it, null when keys cannot be of that type. */
        static @Nullable KeyKind of(String type) {
            return switch (type) {
                case "text", "character varying" -> TEXT;
                case "smallint", "integer", "bigint" -> INTEGER;
                case "uuid" -> UUID;
                default -> null;
            };
        }

        /** As a parameter is to be read. */
        String cast() {
            return switch (this) {
                case TEXT -> "text";
                case INTEGER -> "bigint";
                case UUID -> "uuid";
            };
        }
    }

    /** What a value's column holds. */
    enum ValueKind {
        JSON("application/json"),
        JSONB("application/json"),
        TEXT("text/plain; charset=utf-8"),
        BYTEA("application/octet-stream"),
        BIGINT("text/plain; charset=utf-8"),
        INTEGER("text/plain; charset=utf-8");

        private final String contentType;

        ValueKind(String contentType) {
            this.contentType = contentType;
        }

        /** The kind of a type as information_schema names it, null when values cannot be of that type. */
        static @Nullable ValueKind of(String type) {
            return switch (type) {
                case "json", "jsonb", "text", "bytea", "bigint", "integer" -> valueOf(type.toUpperCase(Locale.ROOT));
                case "character varying" -> TEXT;
                default -> null;
            };
        }

        /** Whether it counts. */
        boolean counts() {
            return this == TEXT || this == BIGINT || this == INTEGER;
        }
    }

    /** Media type of a value. */
    String contentType() {
        return value == null ? ValueKind.JSON.contentType : value.contentType;
    }

    /** A name as an SQL identifier. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    String keyName() {
        return quoted(spec.keyColumn());
    }

    String valueName() {
        return quoted(String.valueOf(spec.column()));
    }

    String versionName() {
        return quoted(String.valueOf(spec.versionColumn()));
    }
}
