package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.warming.WarmPlan;
import dev.terrace.kit.problem.Problem.FieldError;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys of an access log that a caller brings, the most frequent first. Lines are JSON objects with a field {@code key}, or CSV below a
 * header that names a column {@code key} (no quotes), or a key each. Lines that are none of it are left out.
 */
final class AccessLog {
    private static final int MOST_BYTES = 8 << 20;
    private static final String KEY = "key";

    private AccessLog() {}

    static List<String> keys(String log, List<FieldError> errors) {
        if (log.length() > MOST_BYTES) {
            errors.add(new FieldError("/access_log", "At most 8 MiB."));
            return List.of();
        }
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> header = lines.isEmpty() ? List.of() : columns(lines.getFirst());
        int column = header.indexOf(KEY);
        for (String line : column < 0 ? lines : lines.subList(1, lines.size())) {
            String key = line.startsWith("{") ? field(line) : column < 0 ? line.strip() : cell(line, column);
            List<FieldError> faults = new ArrayList<>();
            WarmRequest.key("", key, faults);
            if (faults.isEmpty() && (counts.size() < WarmPlan.MOST || counts.containsKey(key))) {
                counts.merge(key, 1, Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            errors.add(new FieldError("/access_log", "There is no key in it."));
        }
        return counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static String cell(String line, int column) {
        List<String> cells = columns(line);
        return column < cells.size() ? cells.get(column) : "";
    }

    private static String field(String line) {
        try {
            return new JsonObject(line).getValue(KEY) instanceof String key ? key : "";
        } catch (DecodeException e) {
            return "";
        }
    }
}
