package dev.terrace.gateway.origin.database;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The etags that If-Match names, as parameters. An etag is 128 bits of a digest in base64url, with the row's version and a dash in front where
 * there is a version column. What is no such thing matches nothing.
 */
record Etags(List<Long> versions, List<Buffer> digests) {
    private static final int DIGEST_BYTES = 16;

    static Etags of(Set<String> etags, boolean versioned) {
        Etags parsed = new Etags(new ArrayList<>(), new ArrayList<>());
        etags.forEach(etag -> parsed.add(etag, versioned));
        return parsed;
    }

    private void add(String etag, boolean versioned) {
        int dash = versioned ? etag.indexOf('-', 1) : -1;
        byte[] digest = digest(etag.substring(dash + 1));
        if (digest == null || (versioned && dash < 0)) {
            return;
        }
        try {
            versions.add(versioned ? Long.parseLong(etag, 0, dash, 10) : 0);
            digests.add(Buffer.buffer(digest));
        } catch (NumberFormatException none) {
            // Not an etag of ours.
        }
    }

    private static byte @Nullable [] digest(String text) {
        try {
            byte[] digest = Base64.getUrlDecoder().decode(text);
            return digest.length == DIGEST_BYTES ? digest : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    Long[] versionArray() {
        return versions.toArray(Long[]::new);
    }

    Buffer[] digestArray() {
        return digests.toArray(Buffer[]::new);
    }
}
