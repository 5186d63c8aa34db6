package dev.terrace.cdn.asset;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Path of an asset: segments of letters, digits and {@code ._-+@~ }, joined by slashes, without a slash at the begin.
 *
 * @param value the path, 1 to 512 characters
 */
public record AssetPath(String value) {
    private static final int MAX_LENGTH = 512;

    /** The path normalised (NFC, backslashes, {@code .}, doubled slashes); empty when it climbs with {@code ..} or holds what no URL should. */
    public static Optional<AssetPath> of(String raw) {
        ArrayDeque<String> segments = new ArrayDeque<>();
        for (String segment : Normalizer.normalize(raw, Normalizer.Form.NFC)
                .replace('\\', '/')
                .split("/")) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (segment.equals("..") || !segment.chars().allMatch(AssetPath::allowed)) {
                return Optional.empty();
            }
            segments.add(segment);
        }
        String path = String.join("/", segments);
        return path.isEmpty() || path.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new AssetPath(path));
    }

    private static boolean allowed(int c) {
        return Character.isLetterOrDigit(c) || "._-+@~ ".indexOf(c) >= 0;
    }

    /** What is behind the last dot of the last segment, in lower case; empty without one. */
    public String extension() {
        int dot = value.lastIndexOf('.');
        return dot > value.lastIndexOf('/') + 1 ? value.substring(dot + 1).toLowerCase(java.util.Locale.ROOT) : "";
    }

    /** {@code css/main.css} with {@code 0a1b} is {@code css/main.0a1b.css}. */
    public String fingerprinted(String fingerprint) {
        String extension = extension();
        int end = extension.isEmpty() ? value.length() : value.length() - extension.length() - 1;
        return value.substring(0, end) + '.' + fingerprint + value.substring(end);
    }
}
