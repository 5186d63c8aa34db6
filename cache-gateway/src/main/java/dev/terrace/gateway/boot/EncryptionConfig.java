package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Key-encryption keys of this node. */
@ConfigMapping(prefix = "terrace.encryption")
public interface EncryptionConfig {
    /** One a line, the first is the present one: 32 bytes in base64 or hexadecimal, or a passphrase of at least 16 characters. */
    @WithDefault("${cache.encryption.key:}")
    Optional<String> key();

    /** A file of the same; wins over {@link #key}, and is read again when it changes. */
    Optional<Path> keyFile();
}
