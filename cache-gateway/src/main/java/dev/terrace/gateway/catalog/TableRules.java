package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes sense of a database origin by itself; whether table and columns are there only the database can say. */
final class TableRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    /** PostgreSQL's NAMEDATALEN less one. */
    private static final int IDENTIFIER_BYTES = 63;
    /** A function of PostgreSQL's takes 100 arguments, and each field is two. */
    private static final int MOST_COLUMNS = 50;

    private TableRules() {}

    static void check(Settings.Origin o, List<FieldError> errors) {
        foreign("/origin/url_template", o.urlTemplate(), errors);
        foreign("/origin/honour_headers", o.honourHeaders(), errors);
        if (!o.conditional()) {
            errors.add(new FieldError("/origin/conditional", "A database always decides conditions itself."));
        }
        if (o.datasource() == null || !NAME.matcher(o.datasource()).matches()) {
            errors.add(new FieldError("/origin/datasource", "Needed: the name of a data source of the gateway."));
        }
        table(o.table(), errors);
        identifier("/origin/key_column", o.keyColumn(), errors);
        if (o.versionColumn() != null) {
            identifier("/origin/version_column", o.versionColumn(), errors);
        }
        value(o, errors);
    }

    /** Fields of database origins in another one. */
    static void none(Settings.Origin o, List<FieldError> errors) {
        foreign("/origin/datasource", o.datasource(), errors);
        foreign("/origin/table", o.table(), errors);
        foreign("/origin/key_column", o.keyColumn(), errors);
        foreign("/origin/value", o.value(), errors);
        foreign("/origin/version_column", o.versionColumn(), errors);
    }

    private static void foreign(String pointer, @Nullable Object given, List<FieldError> errors) {
        if (given != null) {
            errors.add(new FieldError(pointer, "Does not belong to an origin of this type."));
        }
    }

    private static void table(@Nullable String table, List<FieldError> errors) {
        String[] parts = table == null ? new String[] {""} : table.split("\\.", 2);
        for (String part : parts) {
            if (!fits(part)) {
                errors.add(new FieldError("/origin/table", "Needed: a table, or schema.table; 1 to 63 bytes each."));
                return;
            }
        }
    }

    private static void value(Settings.Origin o, List<FieldError> errors) {
        Settings.Value value = o.value();
        if (value == null || (value.column() == null) == (value.columns() == null)) {
            errors.add(new FieldError("/origin/value", "Needed: either column or columns."));
            return;
        }
        if (value.column() != null) {
            identifier("/origin/value/column", value.column(), errors);
            own("/origin/value/column", value.column(), o, errors);
            return;
        }
        columns(o, value.columns() == null ? List.of() : value.columns(), errors);
    }

    private static void columns(Settings.Origin o, List<String> columns, List<FieldError> errors) {
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            errors.add(new FieldError("/origin/value/columns", "1 to " + MOST_COLUMNS + " columns."));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(columns.size(), MOST_COLUMNS); i++) {
            String pointer = "/origin/value/columns/" + i;
            identifier(pointer, columns.get(i), errors);
            own(pointer, columns.get(i), o, errors);
            if (!seen.add(columns.get(i))) {
                errors.add(new FieldError(pointer, "Each column once."));
            }
        }
    }

    private static void own(String pointer, String column, Settings.Origin o, List<FieldError> errors) {
        if (column.equals(o.keyColumn()) || column.equals(o.versionColumn())) {
            errors.add(new FieldError(pointer, "Key and version have columns of their own."));
        }
    }

    private static void identifier(String pointer, @Nullable String name, List<FieldError> errors) {
        if (!fits(name)) {
            errors.add(new FieldError(pointer, "Needed: a column's name, 1 to 63 bytes."));
        }
    }

    private static boolean fits(@Nullable String name) {
        return name != null
                && !name.isEmpty()
                && name.indexOf(0) < 0
                && name.getBytes(StandardCharsets.UTF_8).length <= IDENTIFIER_BYTES;
    }
}
