package dev.terrace.cdn.pipeline.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.Zstd;
import dev.terrace.cdn.asset.Asset;
import dev.terrace.cdn.asset.AssetPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CompressTest {
    private final Compress compress = Compress.best();

    @Test
    void everyVariantDecodesToTheContent() throws IOException {
        byte[] content = "body { color: #123456 }\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        Asset asset = compress.apply(Asset.of(new AssetPath("a.css"), "text/css", content));
        assertEquals(3, asset.variants().size());
        for (Asset.Variant variant : asset.variants()) {
            assertTrue(variant.content().length < content.length, variant.encoding());
            assertArrayEquals(content, decode(variant, content.length), variant.encoding());
        }
    }

    @Test
    void keepsOnlyWhatIsSmaller() {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        assertTrue(compress.apply(Asset.of(new AssetPath("a.txt"), "text/plain", noise))
                .variants()
                .isEmpty());
    }

    @Test
    void leavesCompressedTypesAlone() {
        byte[] content = new byte[10_000];
        assertTrue(compress.apply(Asset.of(new AssetPath("a.png"), "image/png", content))
                .variants()
                .isEmpty());
    }

    private static byte[] decode(Asset.Variant variant, int length) throws IOException {
        return switch (variant.encoding()) {
            case "br" -> Decoder.decompress(variant.content()).getDecompressedData();
            case "zstd" -> Zstd.decompress(variant.content(), length);
            default -> new GZIPInputStream(new ByteArrayInputStream(variant.content())).readAllBytes();
        };
    }
}
