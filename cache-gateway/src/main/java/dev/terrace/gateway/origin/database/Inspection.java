package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Preflight.Fault;
import dev.terrace.gateway.origin.database.Shape.KeyKind;
import dev.terrace.gateway.origin.database.Shape.ValueKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks a table up in the database's own catalog: what the configuration names must be there, and be of a kind that fits. */
final class Inspection {
    private static final Set<String> VERSIONS = Set.of("smallint", "integer", "bigint");

    /** The schema is the one named, or the first of the search path that has the table. The server's own tables are nobody's origin. */
    private static final String COLUMNS = """
            SELECT c.table_schema, c.column_name, c.data_type FROM information_schema.columns c
            WHERE c.table_name = $2 AND c.table_schema !~ '^pg_' AND c.table_schema <> 'information_schema' AND c.table_schema =
              (SELECT s.table_schema FROM information_schema.columns s
               WHERE s.table_name = $2 AND (s.table_schema = $1 OR ($1 = '' AND s.table_schema = ANY (current_schemas(false))))
               ORDER BY array_position(current_schemas(false), s.table_schema) LIMIT 1)
            ORDER BY c.ordinal_position""";

    private static final String UNIQUE = """
            SELECT 1 FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class r ON r.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE n.nspname = $1 AND r.relname = $2 AND a.attname = $3
              AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indnkeyatts = 1 AND i.indpred IS NULL AND i.indexprs IS NULL""";

    private final DatabaseOriginSpec spec;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private String schema = "";

    private Inspection(DatabaseOriginSpec spec) {
        this.spec = spec;
    }

    /** What was found. */
    record Found(@Nullable Shape shape, List<Fault> faults) {}

    static Future<Found> of(DatabaseOriginSpec spec, SqlConnection connection) {
        return new Inspection(spec).run(connection);
    }

    private Future<Found> run(SqlConnection connection) {
        int dot = spec.table().indexOf('.');
        String named = dot < 0 ? "" : spec.table().substring(0, dot);
        String table = spec.table().substring(dot + 1);
        return connection.preparedQuery(COLUMNS).execute(Tuple.of(named, table)).compose(rows -> {
            read(rows);
            if (types.isEmpty()) {
                return Future.succeededFuture(
                        found("/origin/table", "There is no such table that the data source's user may use."));
            }
            return connection
                    .preparedQuery(UNIQUE)
                    .execute(Tuple.of(schema, table, spec.keyColumn()))
                    .map(unique -> judge(Shape.quoted(schema) + "." + Shape.quoted(table), unique.size() > 0));
        });
    }

    private void read(RowSet<Row> rows) {
        for (Row row : rows) {
            schema = row.getString(0);
            types.put(row.getString(1), row.getString(2));
        }
    }

    private Found found(String pointer, String detail) {
        return new Found(null, List.of(new Fault(pointer, detail)));
    }

    private Found judge(String table, boolean unique) {
        KeyKind key = KeyKind.of(type("/origin/key_column", spec.keyColumn()));
        if (key == null) {
            refuse("/origin/key_column", "Keys are text, smallint, integer, bigint or uuid.");
        } else if (spec.writable() && !unique) {
            refuse("/origin/key_column", "Writing needs a primary key or unique index over this column alone.");
        }
        ValueKind value = value();
        if (spec.versionColumn() != null && !VERSIONS.contains(type("/origin/version_column", spec.versionColumn()))) {
            refuse("/origin/version_column", "Versions are smallint, integer or bigint.");
        }
        return key == null || !faults.isEmpty()
                ? new Found(null, faults)
                : new Found(new Shape(spec, table, key, value, unique, spec.versionColumn() != null), List.of());
    }

    private @Nullable ValueKind value() {
        if (spec.column() == null) {
            for (int i = 0; i < spec.columns().size(); i++) {
                type("/origin/value/columns/" + i, spec.columns().get(i));
            }
            return null;
        }
        ValueKind kind = ValueKind.of(type("/origin/value/column", spec.column()));
        if (kind == null) {
            refuse("/origin/value/column", "Values are json, jsonb, text, bytea, bigint or integer.");
        }
        return kind;
    }

    private String type(String pointer, String column) {
        String type = types.get(column);
        if (type == null) {
            refuse(pointer, "The table has no such column.");
        }
        return type == null ? "" : type;
    }

    /** The first fault of a field says enough. */
    private void refuse(String pointer, String detail) {
        if (faults.stream().noneMatch(fault -> fault.pointer().equals(pointer))) {
            faults.add(new Fault(pointer, detail));
        }
    }
}
