package dev.terrace.cdn.pipeline.compress;

import dev.terrace.cdn.asset.Asset;
import dev.terrace.cdn.asset.Asset.Variant;
import dev.terrace.cdn.asset.ContentType;
import dev.terrace.cdn.pipeline.Step;
import java.util.ArrayList;
import java.util.List;

/** Adds encoded variants where the type is worth it and the result is smaller. */
public final class Compress implements Step {
    private final List<Encoder> encoders;

    public Compress(List<Encoder> encoders) {
        this.encoders = List.copyOf(encoders);
    }

    /** br 11, zstd 19 and gzip 9: an asset is compressed once and sent often. */
    public static Compress best() {
        return new Compress(List.of(new Brotli(), new Zstandard(), new Gzip()));
    }

    @Override
    public Asset apply(Asset asset) {
        if (!ContentType.compressible(asset.contentType())) {
            return asset;
        }
        List<Variant> variants = new ArrayList<>();
        for (Encoder encoder : encoders) {
            byte[] encoded = encoder.encode(asset.content());
            if (encoded.length < asset.content().length) {
                variants.add(new Variant(encoder.encoding(), encoded));
            }
        }
        return asset.with(variants);
    }
}
