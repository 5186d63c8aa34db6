package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.Position;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one cache's files lie.
 *
 * <pre>
 * DIR/CACHE/tmp/N                               being written
 * DIR/CACHE/copies/EPOCH-OFFSET/ab/cd/HASH      entries of that generation
 * DIR/CACHE/records/ab/cd/HASH                  records
 * DIR/CACHE/blobs/HASH-ID                       large values of records, .part until sealed
 * DIR/CACHE/applied                             position up to which marks were applied
 * </pre>
 *
 * HASH are 128 bits of SHA-256 over the key in hexadecimal, ab and cd its first two bytes. The full key is in the file and compared.
 *
 * @param home directory of the cache
 */
record Places(Path home) {
    static Places of(Path root, String cache) {
        String name = URLEncoder.encode(cache, StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A");
        return new Places(root.resolve(name.length() > 120 ? hash(cache) : name));
    }

    Path temporary() {
        return home.resolve("tmp");
    }

    Path applied() {
        return home.resolve("applied");
    }

    Path records() {
        return home.resolve("records");
    }

    Path blobs() {
        return home.resolve("blobs");
    }

    Path generation(Position generation) {
        return home.resolve("copies").resolve(generation.epoch() + "-" + generation.offset());
    }

    /** The generations that lie there, in no order. */
    List<Position> generations() throws IOException {
        Path copies = home.resolve("copies");
        if (!Files.isDirectory(copies)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(copies)) {
            return names.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("\\d{1,18}-\\d{1,18}"))
                    .map(Places::position)
                    .toList();
        }
    }

    static Path file(Path base, String hash) {
        return base.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
    }

    static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static Position position(String name) {
        int dash = name.indexOf('-');
        return new Position(Long.parseLong(name, 0, dash, 10), Long.parseLong(name, dash + 1, name.length(), 10));
    }
}
