package dev.terrace.gateway.api.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict percent-decoding (RFC 3986, 2.1) of UTF-8: overlong forms, surrogates and broken triplets are no text. A plus stays a plus. */
final class PercentDecoding {
    /** What RFC 3986 has no place for in a path unless it is percent-encoded. */
    private static final String UNSAFE = "\"<>\\^`{|}%";

    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        for (char c = 0x21; c < PLAIN.length; c++) {
            PLAIN[c] = UNSAFE.indexOf(c) < 0;
        }
    }

    private PercentDecoding() {}

    /** The text, null when it is none. */
    static @Nullable String decode(String raw) {
        return plain(raw) ? raw : decodeBytes(raw);
    }

    /** Whether nothing is to be decoded. */
    private static boolean plain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (!plain(raw.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private static @Nullable String decodeBytes(String raw) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int value = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                bytes[length++] = (byte) value;
                i += 2;
            } else if (!plain(c)) {
                return null;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length));
    }

    private static @Nullable String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80 ? Character.digit(c, 16) : -0x1000;
    }

    /** Bytes that a text takes in UTF-8. */
    static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
