package dev.terrace.stack.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The settings that a properties file reads by <code>${terrace.x:default}</code>, or gives a default by {@code terrace.x=...}. */
final class Placeholders {
    private static final String OURS = "terrace.";
    private final List<Setting> settings = new ArrayList<>();

    private Placeholders() {}

    static List<Setting> in(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Placeholders found = new Placeholders();
        for (String key : properties.stringPropertyNames()) {
            String value = found.resolve(properties.getProperty(key));
            if (key.startsWith(OURS)) {
                found.settings.add(new Setting(key, value, true));
            }
        }
        return found.settings;
    }

    /**
     * A setting with a default in which others may be named. When it is one of ours, that one is to be set instead, so
     * this one needs nothing.
     */
    static List<Setting> in(String name, String text, boolean optional) {
        Placeholders found = new Placeholders();
        String value = found.resolve(text);
        boolean another = !found.settings.isEmpty();
        found.settings.add(new Setting(name, another ? "" : value, another || optional));
        return found.settings;
    }

    /** The text as it is when nothing is set; notes the settings on the way. */
    private String resolve(String text) {
        int start = text.indexOf("${");
        if (start < 0) {
            return text;
        }
        int end = closing(text, start + 2);
        String inside = text.substring(start + 2, end);
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        String value = colon < 0 ? "" : resolve(inside.substring(colon + 1));
        if (name.startsWith(OURS)) {
            settings.add(new Setting(name, value, colon >= 0));
        }
        return text.substring(0, start) + value + resolve(text.substring(end + 1));
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        throw new AssertionError("no end of ${ in " + text);
    }
}
