package dev.terrace.cdn.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** What differs between places. */
@ConfigMapping(prefix = "terrace")
public interface CdnConfig {
    /** S3 or what speaks its protocol; nothing at all means a directory. */
    S3 s3();

    /** The local edge. */
    EdgeListener edge();

    /** Directory that {@code upload_assets} takes named assets from. */
    @WithName("assets.dir")
    @WithDefault(".terrace/assets")
    String assetsDirectory();

    /** Where this service may write. */
    @WithName("data.dir")
    @WithDefault(".terrace/data/cdn-service")
    String dataDirectory();

    /** Address under which the edge reaches this service. */
    @WithName("cdn.url")
    @WithDefault("http://127.0.0.1:${quarkus.http.port}")
    String url();

    /** The object store. */
    interface S3 {
        /** Empty for AWS itself. */
        Optional<String> endpoint();

        @WithDefault("us-east-1")
        String region();

        /** Empty for a directory instead of S3. */
        Optional<String> bucket();

        @WithName("access.key")
        Optional<String> accessKey();

        @WithName("secret.key")
        Optional<String> secretKey();
    }

    /** The edge's listener. */
    interface EdgeListener {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("8085")
        int port();

        /** Address that browsers see; empty for the listener's own. */
        @WithName("public.url")
        Optional<String> publicUrl();

        /** Memory a location may use, MiB. */
        @WithName("max.mb")
        @WithDefault("16")
        int maxMb();
    }
}
