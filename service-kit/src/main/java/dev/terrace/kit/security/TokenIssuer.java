package dev.terrace.kit.security;

import java.security.PrivateKey;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the tokens that {@link ForwardedToken} takes. Only the gateway has the private key. */
public final class TokenIssuer {
    private final PrivateKey key;
    private final java.time.InstantSource clock;

    public TokenIssuer(PrivateKey key, java.time.InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** A token for that caller that ends after so many seconds. */
    public String issue(Caller caller, int seconds) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ForwardedToken.ISSUER);
        claims.setAudience(ForwardedToken.ISSUER);
        claims.setSubject(caller.subject());
        claims.setStringClaim("role", caller.role().wireName());
        claims.setStringListClaim("caches", List.copyOf(caller.caches()));
        long now = clock.instant().getEpochSecond();
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + seconds));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The signing key does not work.", e);
        }
    }
}
