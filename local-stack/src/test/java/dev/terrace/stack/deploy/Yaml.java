package dev.terrace.stack.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as maps, lists and plain values; a key that is there twice is an error. */
record Yaml(@Nullable Object value) {

    static List<Yaml> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(200);
        List<Yaml> documents = new java.util.ArrayList<>();
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
                .loadAll(text)
                .forEach(document -> documents.add(new Yaml(document)));
        documents.removeIf(document -> document.value == null);
        return documents;
    }

    /** What lies at the end of a path of keys; nothing when it ends before. */
    Yaml at(String... keys) {
        Object here = value;
        for (String key : keys) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Yaml(here);
    }

    boolean isThere() {
        return value != null;
    }

    /** Its text; empty for nothing. */
    String text() {
        return value == null ? "" : value.toString();
    }

    List<Yaml> items() {
        return value instanceof List<?> list ? list.stream().map(Yaml::new).toList() : List.of();
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    /** Keys and values in the order of the file. */
    Map<String, Yaml> entries() {
        Map<String, Yaml> entries = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> entries.put(String.valueOf(key), new Yaml(each)));
        }
        return entries;
    }
}
