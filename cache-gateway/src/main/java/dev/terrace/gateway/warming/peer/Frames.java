package dev.terrace.gateway.warming.peer;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gateways say to each other. Numbers are big-endian.
 *
 * <pre>
 * keys    = *key                          key   = length:2 utf-8
 * entries = dealt-with:4 *(key entry)     entry = length:4 bytes      ; as EntryCodec has it
 * </pre>
 *
 * <p>{@code dealt-with} counts the keys of the question that the answer is about, from its first on: those that are not among the entries are not
 * there. The rest is to be asked again, since an answer has a bound in bytes.
 */
final class Frames {
    private static final int LONGEST_KEY = 1024;

    private Frames() {}

    /** Entries on their way out. */
    static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int size() {
            return bytes.size();
        }

        void key(String key) {
            byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
            bytes.write(utf8.length >>> 8);
            bytes.write(utf8.length);
            bytes.writeBytes(utf8);
        }

        void entry(byte[] entry) {
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(entry.length).array());
            bytes.writeBytes(entry);
        }

        byte[] keys() {
            return bytes.toByteArray();
        }

        byte[] entries(int dealtWith) {
            return ByteBuffer.allocate(4 + bytes.size())
                    .putInt(dealtWith)
                    .put(bytes.toByteArray())
                    .array();
        }
    }

    /** An entry as it came. */
    record Framed(String key, byte[] entry) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /** What an answer says. */
    record Answer(int dealtWith, List<Framed> entries) {}

    /**
     * Keys, at most so many.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static List<String> keys(byte[] bytes, int most) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<String> keys = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                keys.add(key(in));
                if (keys.size() > most) {
                    throw new IllegalArgumentException("More than " + most + " keys.");
                }
            }
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("Cut short.", cut);
        }
        return keys;
    }

    /**
     * An answer.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Answer answer(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Framed> entries = new ArrayList<>();
        try {
            int dealtWith = in.getInt();
            while (in.hasRemaining()) {
                String key = key(in);
                entries.add(new Framed(key, bytes(in, in.getInt(), in.remaining())));
            }
            return new Answer(dealtWith, entries);
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("Cut short.", cut);
        }
    }

    private static String key(ByteBuffer in) {
        return new String(bytes(in, in.getShort() & 0xffff, LONGEST_KEY), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in, int length, int most) {
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("A length that cannot be.");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
