package dev.terrace.stack.boot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The status as JSON for programs and as a table for people. */
final class StatusText {
    private StatusText() {}

    static String json(List<Status.Row> services, Map<String, String> servers, Map<String, Long> pids, String token) {
        String rows = services.stream()
                .map(row -> "{\"name\": " + quote(row.name()) + ", \"url\": " + quote(row.url()) + ", \"pid\": "
                        + (row.pid() > 0 ? Long.toString(row.pid()) : "null") + ", \"ready\": " + row.ready() + "}")
                .collect(Collectors.joining(", "));
        String addresses = servers.entrySet().stream()
                .map(server -> quote(server.getKey()) + ": " + quote(server.getValue()))
                .collect(Collectors.joining(", "));
        String processes = pids.entrySet().stream()
                .map(process -> quote(process.getKey()) + ": " + process.getValue())
                .collect(Collectors.joining(", "));
        return "{\"services\": [" + rows + "], \"servers\": {" + addresses + "}, \"pids\": {" + processes
                + "}, \"token_file\": " + quote(token) + "}";
    }

    static String table(List<Status.Row> services, Map<String, String> servers, Map<String, Long> pids, String token) {
        StringBuilder text = new StringBuilder();
        for (Status.Row row : services) {
            line(text, row.name(), row.url(), row.pid(), row.ready() ? "ready" : row.pid() > 0 ? "not ready" : "down");
        }
        servers.forEach((name, address) -> {
            Long pid = pids.get(name);
            line(text, name, address, pid == null ? -1 : pid, pid == null ? "elsewhere" : "runs");
        });
        return text.append("admin token in ").append(token).toString();
    }

    private static void line(StringBuilder text, String name, String address, long pid, String state) {
        text.append(String.format(
                Locale.ROOT, "%-20s %-28s %8s  %s%n", name, address, pid > 0 ? Long.toString(pid) : "-", state));
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
