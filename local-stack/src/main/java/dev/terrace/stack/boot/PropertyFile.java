package dev.terrace.stack.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Maps of strings as property files, sorted. */
final class PropertyFile {
    private PropertyFile() {}

    static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }

    static String text(Map<String, String> map) throws IOException {
        Properties properties = new Properties();
        properties.putAll(map);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }
}
