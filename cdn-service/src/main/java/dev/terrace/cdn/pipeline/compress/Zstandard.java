package dev.terrace.cdn.pipeline.compress;

import com.github.luben.zstd.Zstd;

/** Zstandard at level 19 (RFC 8878); its window stays below the 8 MiB that HTTP clients accept (RFC 9659). */
final class Zstandard implements Encoder {
    private static final int LEVEL = 19;
    private static final int WINDOW_LOG = 23;

    @Override
    public String encoding() {
        return "zstd";
    }

    @Override
    public byte[] encode(byte[] content) {
        try (com.github.luben.zstd.ZstdCompressCtx context = new com.github.luben.zstd.ZstdCompressCtx()) {
            context.setLevel(LEVEL);
            context.setWindowLog(WINDOW_LOG);
            byte[] out = new byte[(int) Zstd.compressBound(content.length)];
            int length = context.compress(out, content);
            return java.util.Arrays.copyOf(out, length);
        }
    }
}
