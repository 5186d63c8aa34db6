package dev.terrace.gateway.values;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of encryption on the node that answers.
 *
 * @param enabled this node holds a key-encryption key
 * @param source of it: file, environment or none
 * @param kekId names what wraps data keys now
 * @param previousKekIds of those that only unwrap
 * @param dataKeys of all caches
 * @param message what is wrong, null when nothing is
 */
public record KeyStatus(
        boolean enabled,
        String source,
        @Nullable String kekId,
        List<String> previousKekIds,
        List<DataKeyStatus> dataKeys,
        @Nullable String message) {
    /**
     * A data key.
     *
     * @param use values, or labels (what stands for etags in stored headers)
     * @param current it seals values now
     * @param held this node has unwrapped it
     */
    public record DataKeyStatus(
            String cacheName,
            int version,
            String use,
            String kekId,
            Instant madeAt,
            Instant wrappedAt,
            boolean current,
            boolean held) {}
}
