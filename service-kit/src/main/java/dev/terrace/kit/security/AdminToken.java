package dev.terrace.kit.security;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/** The token made on first start, read once from the file only its owner can read. There is no default. */
@Singleton
public class AdminToken implements CredentialSource {
    private static final Caller ADMIN = new Caller("admin", Role.ADMIN, Set.of());

    private final byte[] digest;

    @Inject
    public AdminToken(SecurityConfig config) {
        this(Path.of(config.tokenFile()));
    }

    AdminToken(Path file) {
        try {
            String token = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (token.length() < 16) {
                throw new IllegalStateException("The admin token in " + file + " is shorter than 16 characters.");
            }
            digest = sha256(token);
        } catch (IOException e) {
            throw new UncheckedIOException("No admin token: set TERRACE_ADMIN_TOKEN_FILE to a readable file", e);
        }
    }

    @Override
    public Uni<Optional<Caller>> find(String token) {
        return Uni.createFrom().item(matches(token) ? Optional.of(ADMIN) : Optional.empty());
    }

    /** Compares in constant time. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(digest, sha256(token));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
