package dev.terrace.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private final ObjectMapper json = mapper();
    private final Draft draft = new Draft(json);

    @Test
    void takesTheDefaults() {
        assertEquals("shop", settings("{}").name());
    }

    @Test
    void saysWhichFieldsAreAtFault() {
        refused("{'name': '9lives'}", "/name");
        refused("{'name': 'a234567890123456789012345678901234567890123456789012345678901234'}", "/name");
        refused("{'ttl_seconds': 0}", "/ttl_seconds");
        refused(
                "{'negative_ttl_seconds': -1, 'ttl_jitter_percent': 51}",
                "/negative_ttl_seconds",
                "/ttl_jitter_percent");
        refused("{'max_size_mb': -1, 'max_value_kb': 16777217}", "/max_value_kb", "/max_size_mb");
        refused("{'cache_type': 'redis', 'max_value_kb': 1048577}", "/max_value_kb");
        refused("{'encryption_enabled': true, 'max_value_kb': 1048577}", "/max_value_kb");
        assertEquals(
                16_777_216,
                settings("{'cache_type': 'database', 'max_value_kb': 16777216}").maxValueKb());
        refused("{'consistency': 'eventual'}", "/consistency");
        refused("{'slo': {'hit_ratio': 1.1}}", "/slo/hit_ratio");
    }

    @Test
    void holdsTiersAndTypeTogether() {
        assertEquals(List.of("memory"), settings("{'cache_type': 'memory'}").tiers());
        assertEquals(
                List.of("memory", "database"),
                settings("{'cache_type': 'database'}").tiers());
        assertEquals(
                List.of("database"),
                settings("{'cache_type': 'database', 'memory_max_mb': 0}").tiers());
        assertEquals(
                List.of("memory", "memcached", "redis", "file_system", "database"),
                settings("{'tiers': ['memory', 'memcached', 'redis', 'file_system', 'database']}")
                        .tiers());
        refused("{'cache_type': 'tape'}", "/cache_type");
        refused("{'cache_type': 'redis', 'tiers': ['memory', 'database']}", "/tiers");
        refused("{'tiers': []}", "/tiers");
        refused("{'tiers': ['memory', 'tape']}", "/tiers/1");
        refused("{'tiers': ['redis', 'redis']}", "/tiers");
        refused("{'tiers': ['database', 'redis']}", "/tiers");
        refused("{'tiers': ['memory', 'redis'], 'memory_max_mb': 0}", "/memory_max_mb");
        refused("{'cache_type': 'memory', 'memory_max_mb': 0}", "/memory_max_mb");
    }

    @Test
    void wantsSomewhereForWritesToLand() {
        String origin = "'origin': {'url_template': 'http://shop/items/{key}', 'writable': %s}";
        settings("{'strategy': 'write_through'}");
        settings("{'strategy': 'write_through', 'cache_type': 'memory', " + origin.formatted(true) + "}");
        refused("{'strategy': 'write_through', 'cache_type': 'memory'}", "/strategy");
        refused("{'strategy': 'write_through', 'tiers': ['memory', 'memcached']}", "/strategy");
        refused("{'strategy': 'write_through', " + origin.formatted(false) + "}", "/strategy");
    }

    @Test
    void wantsAnOriginThatCanBeAsked() {
        settings("{'origin': {'url_template': 'https://shop:8443/items?id={key}'}}");
        for (String template : List.of(
                "http://shop/items",
                "ftp://shop/{key}",
                "shop/{key}",
                "http://{key}/items",
                "http://user:secret@shop/{key}",
                "http://shop/{key}/{key}",
                "http://sh op/{key}")) {
            refused("{'origin': {'url_template': '" + template + "'}}", "/origin/url_template");
        }
        refused("{'origin': {'type': 'tape', 'url_template': 'http://shop/{key}'}}", "/origin/type");
        refused("{'origin': {'url_template': 'http://shop/{key}', 'user': 'x'}}", "/origin/user");
        refused(
                "{'origin': {'url_template': 'http://shop/{key}', 'soft_timeout_ms': 3000, 'hard_timeout_ms': 2000}}",
                "/origin/soft_timeout_ms");
    }

    @Test
    void wantsATableThatCanBeNamed() {
        String table = "'type': 'database', 'datasource': 'shop', 'table': 'public.products', 'key_column': 'id'";
        Settings.Origin shown = settings("{'origin': {" + table + ", 'value': {'column': 'doc'}}}")
                .origin();
        assertEquals(true, shown != null && shown.conditional() && shown.urlTemplate() == null);
        settings("{'origin': {" + table + ", 'value': {'columns': ['name', 'price']}, 'version_column': 'v'}}");
        refused("{'origin': {" + table + "}}", "/origin/value");
        refused("{'origin': {" + table + ", 'value': {'column': 'a', 'columns': ['b']}}}", "/origin/value");
        refused("{'origin': {" + table + ", 'value': {'column': 'id'}}}", "/origin/value/column");
        refused("{'origin': {" + table + ", 'value': {'columns': ['a', 'a']}}}", "/origin/value/columns/1");
        refused("{'origin': {" + table + ", 'value': {'columns': []}}}", "/origin/value/columns");
        refused(
                "{'origin': {" + table + ", 'value': {'column': 'a'}, 'url_template': 'http://x/{key}'}}",
                "/origin/url_template");
        refused("{'origin': {'url_template': 'http://x/{key}', 'table': 't'}}", "/origin/table");
        refused(
                "{'origin': {'type': 'database'}}",
                "/origin/datasource",
                "/origin/table",
                "/origin/key_column",
                "/origin/value");
    }

    @Test
    void leavesNothingOfOneTypeOfOriginToAnother() {
        Settings http = settings("{'origin': {'url_template': 'http://shop/{key}', 'writable': true}}");
        Settings table = draft.changed(
                http,
                tree("{'origin': {'type': 'database', 'datasource': 'shop', 'table': 't', 'key_column': 'k',"
                        + " 'value': {'column': 'v'}}}"));
        Validation.check(table);
        assertEquals(false, table.origin() != null && table.origin().writable());
    }

    @Test
    void allowsTheAcknowledgementsThatCanBeHad() {
        String origin = "'origin': {'url_template': 'http://shop/items/{key}', 'writable': true}";
        settings("{'ack': 'fsync', 'cache_type': 'database'}");
        settings("{'ack': 'fsync', 'cache_type': 'redis'}"); // the server is asked later
        settings("{'ack': 'memory', 'cache_type': 'memory'}");
        settings("{'ack': 'origin', 'strategy': 'write_around', " + origin + "}");
        refused("{'ack': 'fsync', 'cache_type': 'memory'}", "/ack");
        refused("{'ack': 'fsync', 'strategy': 'write_through', " + origin + "}", "/ack");
        refused("{'ack': 'origin', " + origin + "}", "/ack");
        refused("{'ack': 'origin', 'cache_type': 'database'}", "/ack");
        refused("{'ack': 'soon'}", "/ack");
    }

    @Test
    void takesQuotasThatCanBeKept() {
        String origin = "'origin': {'url_template': 'http://shop/{key}'}";
        settings("{'quotas': {'operations_per_second': 10}}");
        settings("{'quotas': {'bytes': 1000000}, 'tiers': ['memory', 'database'], " + origin + "}");
        settings("{'quotas': {'bytes': 1000000}, 'tiers': ['memory', 'database', 'file_system']}");
        refused("{'quotas': {'operations_per_second': 0}}", "/quotas/operations_per_second");
        refused("{'quotas': {'bytes': 1000000}}", "/quotas/bytes");
        refused("{'quotas': {'bytes': 1000000}, 'tiers': ['memory', 'database']}", "/quotas/bytes");
    }

    @Test
    void sharesBytesOutAmongTheTiersThatKeepThem() {
        String origin = "'origin': {'url_template': 'http://shop/{key}'}";
        Settings both =
                settings("{'quotas': {'bytes': 1000000}, 'tiers': ['memory', 'redis', 'database', 'file_system'], "
                        + origin + "}");
        assertEquals(500_000, QuotaRules.share(both, 9_000_000));
        assertEquals(400_000, QuotaRules.share(both, 400_000));
        assertEquals(9_000_000, QuotaRules.share(settings("{}"), 9_000_000));
    }

    @Test
    void takesWriteBackWhereALateFlushCannotUndoALaterWrite() {
        String origin = "'url_template': 'http://shop/{key}', 'writable': true";
        settings("{'strategy': 'write_back', 'origin': {" + origin + ", 'conditional': true}}");
        settings("{'strategy': 'write_back', 'origin': {" + origin + ", 'ordering': 'best_effort'}}");
        settings("{'strategy': 'write_back', 'tiers': ['memory', 'database']}");
        refused("{'strategy': 'write_back', 'origin': {" + origin + "}}", "/origin/conditional");
        refused("{'strategy': 'write_back', 'tiers': ['memory', 'database'], 'ack': 'fsync'}", "/ack");
    }

    @Test
    void refusesWhatThisReleaseDoesNotDo() {
        refused("{'eviction_policy': 'lru'}", "/eviction_policy");
        refused("{'invalidates': [{'keys': ['k']}]}", "/invalidates/0/cache_name");
        refused("{'invalidates': [{'cache_name': 'o'}]}", "/invalidates/0");
        refused("{'invalidates': [{'cache_name': 'o', 'pattern': 'p:{key}'}]}", "/invalidates/0/pattern");
        refused("{'invalidates': [{'cache_name': 'o', 'keys': ['']}]}", "/invalidates/0/keys/0");
        refused("{'cdn_mapping': [{'prefix': 'x'}]}", "/cdn_mapping");
        refused("{'auto_optimize': {'enabled': true}}", "/auto_optimize/enabled");
    }

    @Test
    void bringsDefaultsBackByNull() {
        Settings present = settings("{'ttl_seconds': 5, 'slo': {'p99_ms': 1}}");
        Settings after = draft.changed(present, tree("{'ttl_seconds': null, 'slo': {'p99_ms': null}}"));
        assertEquals(Settings.DEFAULTS.ttlSeconds(), after.ttlSeconds());
        assertEquals(0, Settings.DEFAULTS.slo().p99Ms().compareTo(after.slo().p99Ms()));
    }

    private Settings settings(String fields) {
        ObjectNode body = tree(fields);
        if (!body.has("name")) {
            body.put("name", "shop");
        }
        return Validation.check(draft.full(body, null));
    }

    private void refused(String fields, String... pointers) {
        Problem problem = assertThrows(Problem.class, () -> settings(fields), fields);
        assertEquals(422, problem.status());
        assertEquals(
                List.of(pointers),
                problem.errors().stream().map(FieldError::pointer).distinct().toList(),
                fields);
    }

    private ObjectNode tree(String fields) {
        try {
            return (ObjectNode) json.readTree(fields.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }
}
