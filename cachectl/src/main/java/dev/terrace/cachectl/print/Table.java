package dev.terrace.cachectl.print;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as they need to be; numbers to the right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Whether there is anything below the head. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints it. */
    public void print(PrintWriter out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                pad(line, row.get(i), widths[i]);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private static void pad(StringBuilder line, String cell, int width) {
        boolean number =
                !cell.isEmpty() && (Character.isDigit(cell.charAt(0)) || cell.charAt(0) == '-') && cell.length() < 20;
        String space = " ".repeat(width - cell.length());
        line.append(number ? space + cell : cell + space).append("  ");
    }
}
