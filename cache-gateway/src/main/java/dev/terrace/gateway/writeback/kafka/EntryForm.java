package dev.terrace.gateway.writeback.kafka;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.journal.Journaled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes. Big-endian; {@code text} is a length of 2 bytes and modified UTF-8.
 *
 * <pre>
 * entry   = version(1 byte: 1) kind(1 byte) body
 * 1 write   = write
 * 2 flushed = key of(8) claim(8)
 * 3 dead    = of(8) from(8) claim(8) write text(reason) tries(4)
 * 4 replay  = key of(8)
 * 5 discard = key of(8)
 * 6 claim   = text(node) number(8)
 * write   = key at(8) 0(1) | key at(8) 1(1) ttl(8, -1 none) type(1: there) [text] tags(2) text* length(4) bytes
 * key     = text(cache) text(key)
 * </pre>
 *
 * An entry of another version or kind is an error: a gateway must not act on a journal that it understands in part.
 */
final class EntryForm {
    private static final int VERSION = 1;

    private EntryForm() {}

    /** The record's key: cache and key, so that people and tools see what a record is about. */
    static byte @Nullable [] key(Journaled entry) {
        return entry instanceof Journaled.OfKey ofKey
                ? (ofKey.key().cache() + "/" + ofKey.key().key()).getBytes(StandardCharsets.UTF_8)
                : null;
    }

    static byte[] write(Journaled entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            body(entry, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void body(Journaled entry, DataOutputStream out) throws IOException {
        switch (entry) {
            case Journaled.Write write -> {
                out.writeByte(1);
                write(write, out);
            }
            case Journaled.Flushed flushed -> {
                out.writeByte(2);
                key(flushed.key(), out);
                out.writeLong(flushed.of());
                out.writeLong(flushed.claim());
            }
            case Journaled.Dead dead -> {
                out.writeByte(3);
                out.writeLong(dead.of());
                out.writeLong(dead.from());
                out.writeLong(dead.claim());
                write(dead.write(), out);
                out.writeUTF(
                        dead.reason().substring(0, Math.min(1000, dead.reason().length())));
                out.writeInt(dead.tries());
            }
            case Journaled.Replay replay -> {
                out.writeByte(4);
                key(replay.key(), out);
                out.writeLong(replay.of());
            }
            case Journaled.Discard discard -> {
                out.writeByte(5);
                key(discard.key(), out);
                out.writeLong(discard.of());
            }
            case Journaled.Claim claim -> {
                out.writeByte(6);
                out.writeUTF(claim.node());
                out.writeLong(claim.number());
            }
        }
    }

    private static void key(CacheKey key, DataOutputStream out) throws IOException {
        out.writeUTF(key.cache());
        out.writeUTF(key.key());
    }

    private static void write(Journaled.Write write, DataOutputStream out) throws IOException {
        key(write.key(), out);
        out.writeLong(write.atMs());
        NewValue value = write.value();
        out.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        out.writeLong(value.ttlMs() == null ? -1 : value.ttlMs());
        out.writeBoolean(value.contentType() != null);
        if (value.contentType() != null) {
            out.writeUTF(value.contentType());
        }
        out.writeShort(value.tags().size());
        for (String tag : value.tags()) {
            out.writeUTF(tag);
        }
        out.writeInt(value.bytes().length);
        out.write(value.bytes());
    }

    /**
     * An entry.
     *
     * @throws IllegalArgumentException when it is none that is known
     */
    static Journaled read(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("An entry without a body.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("An entry of version " + version + ".");
            }
            Journaled entry = body(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException("An entry with " + in.available() + " bytes too many.");
            }
            return entry;
        } catch (IOException cut) {
            throw new IllegalArgumentException("An entry that is cut.", cut);
        }
    }

    private static Journaled body(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> readWrite(in);
            case 2 -> new Journaled.Flushed(readKey(in), in.readLong(), in.readLong());
            case 3 ->
                new Journaled.Dead(
                        in.readLong(), in.readLong(), in.readLong(), readWrite(in), in.readUTF(), in.readInt());
            case 4 -> new Journaled.Replay(readKey(in), in.readLong());
            case 5 -> new Journaled.Discard(readKey(in), in.readLong());
            case 6 -> new Journaled.Claim(in.readUTF(), in.readLong());
            default -> throw new IllegalArgumentException("An entry of kind " + kind + ".");
        };
    }

    private static CacheKey readKey(DataInputStream in) throws IOException {
        return CacheKey.of(in.readUTF(), in.readUTF());
    }

    private static Journaled.Write readWrite(DataInputStream in) throws IOException {
        CacheKey key = readKey(in);
        long at = in.readLong();
        if (!in.readBoolean()) {
            return new Journaled.Write(key, null, at);
        }
        long ttl = in.readLong();
        String type = in.readBoolean() ? in.readUTF() : null;
        int count = in.readUnsignedShort();
        List<String> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(in.readUTF());
        }
        int length = in.readInt();
        // Before memory is taken for it: a length that is damaged may be any number.
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("A value of " + length + " bytes in an entry that is shorter.");
        }
        byte[] value = new byte[length];
        in.readFully(value);
        return new Journaled.Write(key, new NewValue(value, type, ttl < 0 ? null : ttl, List.copyOf(tags)), at);
    }
}
