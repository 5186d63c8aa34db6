package dev.terrace.monitoring.api;

import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import dev.terrace.monitoring.alert.AlertRule;
import dev.terrace.monitoring.alert.DefaultRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code alert_rules/}: the rules that hold. */
@Path("/api/admin/caching/alert_rules")
@RolesAllowed(Role.VIEW)
public class RulesResource {
    /** A rule on the wire. */
    public record RuleView(
            String id,
            String name,
            String cacheName,
            @Nullable String tier,
            String metric,
            String unit,
            String kind,
            String op,
            Map<String, Double> levels,
            long windowSeconds,
            long minRequests,
            long pendingSeconds,
            long recoveringSeconds,
            List<String> channels,
            @Nullable String remedy,
            boolean isActive) {
        static RuleView of(AlertRule rule) {
            Map<String, Double> levels = new TreeMap<>();
            rule.levels().forEach((severity, threshold) -> levels.put(severity.wireName(), threshold));
            AlertRule.Timing timing = rule.timing();
            return new RuleView(
                    rule.name(),
                    rule.name(),
                    "*",
                    rule.tier().orElse(null),
                    rule.metric(),
                    rule.unit(),
                    "threshold",
                    rule.op().sign(),
                    levels,
                    timing.window().toSeconds(),
                    timing.minRequests(),
                    timing.pending().toSeconds(),
                    timing.recovering().toSeconds(),
                    List.of(),
                    null,
                    true);
        }
    }

    /** All rules. */
    @GET
    public Page<RuleView> list() {
        return Page.of(DefaultRules.ALL.stream().map(RuleView::of).toList());
    }

    /** One rule. */
    @GET
    @Path("/{id}")
    public RuleView get(@PathParam("id") String id) {
        return DefaultRules.ALL.stream()
                .filter(rule -> rule.name().equals(id))
                .findFirst()
                .map(RuleView::of)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such rule."));
    }
}
