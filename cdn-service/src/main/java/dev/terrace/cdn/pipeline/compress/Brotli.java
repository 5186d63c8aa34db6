package dev.terrace.cdn.pipeline.compress;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Brotli at quality 11 (RFC 7932). */
final class Brotli implements Encoder {
    private static final int QUALITY = 11;

    Brotli() {
        Brotli4jLoader.ensureAvailability();
    }

    @Override
    public String encoding() {
        return "br";
    }

    @Override
    public byte[] encode(byte[] content) {
        try {
            return com.aayushatharva.brotli4j.encoder.Encoder.compress(content, Parameters.create(QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
