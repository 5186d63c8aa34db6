package dev.terrace.kit.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where credentials lie. */
@ConfigMapping(prefix = "terrace")
public interface SecurityConfig {
    /** File with the admin token. */
    @WithName("admin.token.file")
    @WithDefault(".terrace/admin.token")
    String tokenFile();

    /** PEM file with the public key of the gateway's signing pair (X.509 SPKI, EC P-256). */
    @WithName("jwt.public.key.file")
    @WithDefault(".terrace/jwt.pub")
    String publicKeyFile();
}
