package dev.terrace.cdn.asset;

import java.util.List;

/**
 * An asset as it is published.
 *
 * @param path its logical path
 * @param contentType media type
 * @param fingerprint of its content
 * @param content the bytes
 * @param variants encoded forms, each smaller than the content
 */
@SuppressWarnings("ArrayRecordComponent") // handed through the pipeline, never compared
public record Asset(AssetPath path, String contentType, String fingerprint, byte[] content, List<Variant> variants) {
    /** Fingerprinted names never change what they mean. */
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** Names that may mean something else tomorrow: short, then revalidated. */
    public static final String SHORT = "public, max-age=60, stale-while-revalidate=30";

    /**
     * An encoded form.
     *
     * @param encoding br, zstd or gzip
     * @param content the bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Variant(String encoding, byte[] content) {}

    /** The asset before any step. */
    public static Asset of(AssetPath path, String contentType, byte[] content) {
        return new Asset(path, contentType, Digests.fingerprint(content), content, List.of());
    }

    /** The same with these variants. */
    public Asset with(List<Variant> more) {
        return new Asset(path, contentType, fingerprint, content, List.copyOf(more));
    }

    /** The path it is published at: fingerprinted, but for entry pages, which people type. */
    public String publishedPath() {
        return ContentType.page(contentType) ? path.value() : path.fingerprinted(fingerprint);
    }

    /** Cache-Control at its published path. */
    public String cacheControl() {
        return ContentType.page(contentType) ? SHORT : IMMUTABLE;
    }
}
