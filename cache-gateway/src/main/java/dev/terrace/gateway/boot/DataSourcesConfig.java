package dev.terrace.gateway.boot;

import dev.terrace.gateway.origin.database.DataSources;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * Data sources of database origins. {@code TERRACE_DATASOURCES} names them; the one named {@code shop} is described by
 * {@code TERRACE_DATASOURCE_SHOP_URL}, {@code _USER}, and {@code _PASSWORD} or {@code _PASSWORD_FILE}.
 */
@ConfigMapping(prefix = "terrace.origin.datasource")
public interface DataSourcesConfig {
    /** Names: a letter, then up to 62 of a-z, 0-9, _ and -. */
    @WithDefault("${terrace.datasources:}")
    Optional<List<String>> names();

    /** Connections to each. */
    @WithDefault("8")
    int connections();

    /** Calls that wait for a connection of one of them; beyond that they fail at once. */
    @WithDefault("512")
    int maxWaiting();

    /**
     * Where they are, as the environment says.
     *
     * @throws IllegalStateException when a name makes no sense or has no URL
     */
    default Map<String, DataSources.Place> places(Config environment) {
        Map<String, DataSources.Place> places = new TreeMap<>();
        for (String name : names().orElse(List.of())) {
            if (!name.matches("[a-z][a-z0-9_-]{0,62}")) {
                throw new IllegalStateException("TERRACE_DATASOURCES: no name for a data source: " + name);
            }
            String prefix = "terrace.datasource." + name + ".";
            String url = environment
                    .getOptionalValue(prefix + "url", String.class)
                    .orElseThrow(() -> new IllegalStateException(
                            "TERRACE_DATASOURCES names " + name + ", but its URL is not set."));
            String user =
                    environment.getOptionalValue(prefix + "user", String.class).orElse("terrace");
            places.put(
                    name, new DataSources.Place(url, user, password(environment, prefix), connections(), maxWaiting()));
        }
        return places;
    }

    private static String password(Config environment, String prefix) {
        Optional<String> file = environment.getOptionalValue(prefix + "password.file", String.class);
        if (file.isEmpty()) {
            return environment
                    .getOptionalValue(prefix + "password", String.class)
                    .orElse("");
        }
        try {
            return Files.readString(Path.of(file.get())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
