package dev.terrace.gateway.values;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this node's key-encryption keys come from: a file, which wins and is read again when it changes, or the environment.
 *
 * @param file path of the file
 * @param text the keys themselves
 */
public record KeySource(Optional<Path> file, Optional<String> text) {
    /** The keys as they were given, empty for none. Blocks. */
    String read() throws IOException {
        return file.isPresent() ? Files.readString(file.get(), StandardCharsets.UTF_8) : text.orElse("");
    }

    /** For people. */
    String word() {
        return file.isPresent() ? "file" : text.isPresent() ? "environment" : "none";
    }
}
