package dev.terrace.kit.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Caller OPERATOR = new Caller("deploy-bot", Role.OPERATOR, Set.of("shop"));

    @TempDir
    Path dir;

    private final KeyPair keys = pair();
    private final ForwardedToken verifier = new ForwardedToken(keys.getPublic());

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T value(Uni<T> uni) {
        return uni.subscribeAsCompletionStage().join();
    }

    @Test
    void aForwardedTokenCarriesTheCaller() {
        String token = new TokenIssuer(keys.getPrivate(), InstantSource.system()).issue(OPERATOR, 60);
        assertEquals(Optional.of(OPERATOR), value(verifier.find(token)));
    }

    @Test
    void anExpiredForeignOrCutTokenIsNobody() {
        InstantSource past = () -> Instant.EPOCH;
        assertTrue(value(verifier.find(new TokenIssuer(keys.getPrivate(), past).issue(OPERATOR, 60)))
                .isEmpty());
        String foreign = new TokenIssuer(pair().getPrivate(), InstantSource.system()).issue(OPERATOR, 60);
        assertTrue(value(verifier.find(foreign)).isEmpty());
        String good = new TokenIssuer(keys.getPrivate(), InstantSource.system()).issue(OPERATOR, 60);
        assertTrue(value(verifier.find(good.substring(0, good.length() - 4))).isEmpty());
        assertTrue(value(verifier.find("opaque")).isEmpty());
    }

    @Test
    void anUnsignedTokenIsNobody() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String head = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String body = encoder.encodeToString(
                "{\"iss\":\"terrace\",\"aud\":\"terrace\",\"sub\":\"x\",\"role\":\"admin\",\"exp\":99999999999}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(value(verifier.find(head + "." + body + ".")).isEmpty());
    }

    @Test
    void theAdminTokenIsWhatTheFileSays() throws IOException {
        Path file = Files.writeString(dir.resolve("token"), "a-token-long-enough\n");
        AdminToken admin = new AdminToken(file);
        assertTrue(admin.matches("a-token-long-enough"));
        assertFalse(admin.matches("a-token-long-enougH"));
        assertFalse(admin.matches(""));
    }

    @Test
    void thereIsNoDefaultAndNoShortAdminToken() throws IOException {
        assertThrows(UncheckedIOException.class, () -> new AdminToken(dir.resolve("none")));
        Path file = Files.writeString(dir.resolve("short"), "admin");
        assertThrows(IllegalStateException.class, () -> new AdminToken(file));
    }

    @Test
    void rolesIncludeWhatTheyShould() {
        assertTrue(Role.ADMIN.includes().containsAll(Set.of(Role.VIEW, Role.OPERATE, Role.AUDIT, Role.ADMINISTER)));
        assertFalse(Role.OPERATOR.includes().contains(Role.ADMINISTER));
        assertEquals(Set.of(Role.VIEW), Role.VIEWER.includes());
        assertTrue(OPERATOR.mayUse("shop"));
        assertFalse(OPERATOR.mayUse("bank"));
    }
}
