package dev.terrace.kit.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** EC keys in PEM files. */
public final class Pem {
    private Pem() {}

    /** An X.509 SubjectPublicKeyInfo. */
    public static PublicKey publicKey(String file) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no EC public key.", e);
        }
    }

    /** A PKCS 8 private key. */
    public static PrivateKey privateKey(String file) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no EC private key.", e);
        }
    }

    private static byte[] der(String file) {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.US_ASCII);
            return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("No key file " + file, e);
        }
    }
}
