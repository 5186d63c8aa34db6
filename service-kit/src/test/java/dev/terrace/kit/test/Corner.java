package dev.terrace.kit.test;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * This JVM's part of the shared servers. Known to every class loader of the JVM by a system property that names its
 * directory, so that all of them mean the same one.
 *
 * @param home the directory in which the servers keep what is theirs
 * @param environment the variables by which a service finds this part
 */
record Corner(Path home, Map<String, String> environment) {
    private static final String PROPERTY = "terrace.test.corner";

    /** The corner of this JVM; made when this is the first call. */
    static Corner own() {
        // One monitor for all class loaders.
        synchronized (System.getProperties()) {
            return known().orElseGet(Corner::make);
        }
    }

    /** The corner of this JVM if it was asked for before. */
    static Optional<Corner> known() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(Corner::read);
    }

    private static Corner make() {
        try {
            Path corner = SharedServers.ofThisBuild().corner();
            System.setProperty(PROPERTY, corner.toString());
            return read(corner);
        } catch (IOException e) {
            throw new UncheckedIOException("the local stack for tests: " + e.getMessage(), e);
        }
    }

    private static Corner read(Path corner) {
        return new Corner(corner.getParent(), properties(corner.resolve("environment")));
    }

    static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return Map.copyOf(map);
    }
}
