package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Problem.FieldError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What makes sense of an origin. */
final class OriginRules {
    private static final String KEY = "{key}";
    private static final long LONGEST_MS = 120_000;

    private OriginRules() {}

    static void check(Settings.Origin origin, List<FieldError> errors) {
        Validation.oneOf("/origin/type", origin.type(), List.of("http", Settings.Origin.DATABASE), errors);
        Validation.oneOf("/origin/ordering", origin.ordering(), List.of("strict", "best_effort"), errors);
        if (origin.type().equals(Settings.Origin.DATABASE)) {
            TableRules.check(origin, errors);
        } else {
            TableRules.none(origin, errors);
            String wrong = wrongWith(origin.urlTemplate() == null ? "" : origin.urlTemplate());
            if (!wrong.isEmpty()) {
                errors.add(new FieldError("/origin/url_template", wrong));
            }
        }
        if (origin.hardTimeoutMs() < 1 || origin.hardTimeoutMs() > LONGEST_MS) {
            errors.add(new FieldError("/origin/hard_timeout_ms", "1 to " + LONGEST_MS + "."));
        }
        if (origin.softTimeoutMs() < 1 || origin.softTimeoutMs() > origin.hardTimeoutMs()) {
            errors.add(new FieldError("/origin/soft_timeout_ms", "1 to hard_timeout_ms."));
        }
    }

    private static String wrongWith(String template) {
        if (template.indexOf(KEY) < 0 || template.indexOf(KEY) != template.lastIndexOf(KEY)) {
            return "Must contain {key} once.";
        }
        try {
            URI uri = new URI(template.replace(KEY, "k"));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null) {
                return "Must be an absolute http or https URL.";
            }
            if (uri.getUserInfo() != null) {
                return "Must not hold credentials: configurations can be read by every viewer.";
            }
            boolean fixed = uri.getRawAuthority().equals(new URI(template.replace(KEY, "q")).getRawAuthority());
            return fixed ? "" : "{key} belongs in the path or query.";
        } catch (URISyntaxException e) {
            return "Is no URL: " + e.getReason() + ".";
        }
    }
}
