package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All configurations as one document, as it is exported and imported.
 *
 * @param format {@value #FORMAT}; absent in an import counts as that
 * @param exportedAt UTC; ignored by an import
 * @param configurations as a configuration is shown; what only Terrace sets is ignored by an import
 */
public record Bundle(
        @Nullable String format,
        @Nullable Instant exportedAt,
        @Nullable List<ObjectNode> configurations) {
    /** What such a document calls itself. */
    public static final String FORMAT = "terrace.config.v1";

    private static final int MOST = 1_000;

    /** The settings in it, each checked; 422 with pointers for all that is wrong. */
    List<Settings> settings(Draft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (format != null && !format.equals(FORMAT)) {
            errors.add(new FieldError("/format", "Only " + FORMAT + "."));
        }
        List<ObjectNode> sent = configurations == null ? List.of() : configurations;
        if (sent.isEmpty() || sent.size() > MOST) {
            errors.add(new FieldError("/configurations", "1 to " + MOST + "."));
            throw Problem.fields(errors);
        }
        List<Settings> settings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                Settings one = one(sent.get(i), draft);
                settings.add(one);
                if (!names.add(Objects.requireNonNull(one.name()))) {
                    errors.add(new FieldError("/configurations/" + i + "/name", "Each cache once."));
                }
            } catch (Problem problem) {
                String at = "/configurations/" + i;
                problem.errors().forEach(e -> errors.add(new FieldError(at + e.pointer(), e.detail())));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return settings;
    }

    private static Settings one(@Nullable ObjectNode sent, Draft draft) {
        if (sent == null) {
            throw Problem.field("", "An object is needed.");
        }
        return Validation.check(draft.full(Sent.of(sent).settings(), null));
    }
}
