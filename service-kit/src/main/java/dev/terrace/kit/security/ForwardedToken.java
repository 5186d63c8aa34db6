package dev.terrace.kit.security;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** The short-lived JWT with which the gateway forwards: ES256, issuer {@code terrace}, checked by the gateway's public key. */
@Singleton
public class ForwardedToken implements CredentialSource {
    /** Issuer and audience of tokens between Terrace's services. */
    public static final String ISSUER = "terrace";

    private final JwtConsumer consumer;

    @Inject
    public ForwardedToken(SecurityConfig config) {
        this(Pem.publicKey(config.publicKeyFile()));
    }

    ForwardedToken(PublicKey key) {
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(5)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(ISSUER)
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .build();
    }

    @Override
    public Uni<Optional<Caller>> find(String token) {
        return Uni.createFrom().item(() -> verify(token));
    }

    private Optional<Caller> verify(String token) {
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = consumer.processToClaims(token);
            List<String> caches = claims.hasClaim("caches") ? claims.getStringListClaimValue("caches") : List.of();
            String subject = claims.getSubject();
            return Role.named(claims.getStringClaimValue("role"))
                    .map(role -> new Caller(subject, role, Set.copyOf(caches)));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
