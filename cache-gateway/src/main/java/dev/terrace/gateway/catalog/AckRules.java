package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Problem.FieldError;
import java.util.List;

/**
 * Which acknowledgement can be had: an origin acknowledges what is written to it, a database and files sync, Redis only if its server is set
 * so (which is asked of the server), and {@code memory} and {@code log} ask for no more than every write has. {@code Terrace-Ack} says what
 * it was.
 */
final class AckRules {
    private AckRules() {}

    static void check(Settings s, List<FieldError> errors) {
        boolean toOrigin = s.origin() != null && s.strategy().startsWith("write_");
        String wrong =
                switch (s.ack()) {
                    case "origin" ->
                        toOrigin
                                ? ""
                                : "Only what is written to an origin (write_through, write_around) is acknowledged by it.";
                    case "fsync" -> fsync(s, toOrigin);
                    default -> "";
                };
        if (s.strategy().equals("write_back") && List.of("origin", "fsync").contains(s.ack())) {
            wrong = "write_back acknowledges from its journal (log), before its target knows of the write.";
        }
        if (!wrong.isEmpty()) {
            errors.add(new FieldError("/ack", wrong));
        }
    }

    private static String fsync(Settings s, boolean toOrigin) {
        if (toOrigin) {
            return "Whether an origin syncs is not known here; its answer is the acknowledgement origin.";
        }
        boolean record = s.origin() == null
                && s.tiers().stream().anyMatch(List.of("database", "file_system", "redis")::contains);
        return record ? "" : "Nothing syncs here: writes go to copies only.";
    }
}
