package dev.terrace.cdn.storage;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Objects by name. A put is visible to every later get once it has completed; putting the same name again replaces it whole. Failures are
 * failed Unis. Not promised: listing, order between names.
 */
public interface AssetStore {
    /** Stores an object. */
    Uni<Void> put(String name, byte[] content, String contentType);

    /** An object's bytes, empty when there is none. */
    Uni<Optional<byte[]>> get(String name);

    /** A round trip; a word about the store. */
    Uni<String> probe();
}
