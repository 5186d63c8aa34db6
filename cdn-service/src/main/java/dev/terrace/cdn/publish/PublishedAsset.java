package dev.terrace.cdn.publish;

import dev.terrace.cdn.asset.Asset;
import java.time.Instant;
import java.util.List;

/**
 * An asset as it was published.
 *
 * @param publishedPath path below {@code /assets/}
 * @param path its logical path
 * @param fingerprint of its content
 * @param contentType media type
 * @param bytes of the content
 * @param cacheControl at its published path
 * @param integrity for the {@code integrity} attribute
 * @param variants encoded forms
 * @param publishedAt when, UTC
 */
public record PublishedAsset(
        String publishedPath,
        String path,
        String fingerprint,
        String contentType,
        long bytes,
        String cacheControl,
        String integrity,
        List<VariantSize> variants,
        Instant publishedAt) {
    /** An encoded form and its size. */
    public record VariantSize(String encoding, long bytes) {}

    /** Encodings there are. */
    public List<String> encodings() {
        return variants.stream().map(VariantSize::encoding).toList();
    }

    /** Name of the stored object in that encoding; content-addressed, so that it never changes. */
    public String object(String encoding) {
        String name = "assets/" + fingerprint + "/" + path;
        return encodings().contains(encoding) ? name + "." + encoding : name;
    }

    /** Strong validator of that encoding, quoted. */
    public String etag(String encoding) {
        return encodings().contains(encoding) ? '"' + fingerprint + '-' + encoding + '"' : '"' + fingerprint + '"';
    }

    /** What is published of an asset. */
    static PublishedAsset of(Asset asset, String integrity, Instant at) {
        return new PublishedAsset(
                asset.publishedPath(),
                asset.path().value(),
                asset.fingerprint(),
                asset.contentType(),
                asset.content().length,
                asset.cacheControl(),
                integrity,
                asset.variants().stream()
                        .map(v -> new VariantSize(v.encoding(), v.content().length))
                        .toList(),
                at);
    }
}
