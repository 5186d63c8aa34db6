package dev.terrace.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.terrace.gateway.origin.database.DataSources.Place;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesConfigTest {
    private static Map<String, Place> places(Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(DataSourcesConfig.class)
                .build();
        return config.getConfigMapping(DataSourcesConfig.class).places(config);
    }

    @Test
    void thereIsNoneByDefault() {
        assertEquals(Map.of(), places(Map.of()));
    }

    @Test
    void readsEachByItsName(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("password"), "from a file\n");
        Map<String, Place> places = places(Map.of(
                "TERRACE_DATASOURCES", "shop,my-crm",
                "TERRACE_DATASOURCE_SHOP_URL", "postgresql://db:5432/shop",
                "TERRACE_DATASOURCE_SHOP_USER", "reader",
                "TERRACE_DATASOURCE_SHOP_PASSWORD", "p",
                "TERRACE_DATASOURCE_MY_CRM_URL", "postgresql://db:5432/crm",
                "TERRACE_DATASOURCE_MY_CRM_PASSWORD_FILE", secret.toString()));
        assertEquals(new Place("postgresql://db:5432/shop", "reader", "p", 8, 512), places.get("shop"));
        assertEquals(new Place("postgresql://db:5432/crm", "terrace", "from a file", 8, 512), places.get("my-crm"));
        assertFalse(String.valueOf(places).contains("from a file"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThrows(IllegalStateException.class, () -> places(Map.of("TERRACE_DATASOURCES", "shop")));
        assertThrows(IllegalStateException.class, () -> places(Map.of("TERRACE_DATASOURCES", "No Name")));
    }
}
