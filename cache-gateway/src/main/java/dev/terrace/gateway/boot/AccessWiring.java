package dev.terrace.gateway.boot;

import dev.terrace.kit.security.Pem;
import dev.terrace.kit.security.TokenIssuer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The key with which the gateway signs. */
public class AccessWiring {
    @Produces
    @Singleton
    TokenIssuer issuer(Signing signing, InstantSource clock) {
        return new TokenIssuer(Pem.privateKey(signing.privateKeyFile()), clock);
    }

    /** Where the key lies. */
    @ConfigMapping(prefix = "terrace.jwt")
    interface Signing {
        /** PEM file with an EC P-256 private key (PKCS 8). */
        @WithName("private.key.file")
        @WithDefault(".terrace/jwt.key")
        String privateKeyFile();
    }
}
