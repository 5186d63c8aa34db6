package dev.terrace.optimizer.analysis.curve;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A profile as bytes, to be kept over a restart: {@code version (1 byte) deflate(totals, coverage, sampled stack, head stack, smallest
 * hashes, tallies)}, all big-endian. Keys go from the bottom of a stack to its top, so that putting them back in that order restores it.
 * A version that is not known is refused: a curve is learnt again in minutes.
 */
public final class ProfileCodec {
    private static final int VERSION = 1;

    private ProfileCodec() {}

    /** About 20 bytes a sampled key. */
    public static byte[] write(AccessProfile profile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        bytes.write(VERSION);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast))) {
            writeTotals(profile, out);
            writeStack(profile.sampled.stack(), out);
            writeStack(profile.head.stack(), out);
            long[] smallest = profile.distinct.smallest();
            out.writeInt(smallest.length);
            for (long key : smallest) {
                out.writeLong(key);
            }
            TallyCodec.write(profile.complete, out);
            TallyCodec.write(profile.rest, out);
            TallyCodec.write(profile.completeHead, out);
            TallyCodec.write(profile.runHead, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /**
     * The profile in the bytes.
     *
     * @throws IllegalArgumentException when they are none of this version
     */
    public static AccessProfile read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not a profile of version " + VERSION);
        }
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes, 1, bytes.length - 1);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(rest))) {
            AccessProfile profile = new AccessProfile();
            readTotals(profile, in);
            readStack(profile.sampled.stack(), in);
            readStack(profile.head.stack(), in);
            for (int left = in.readInt(); left > 0; left--) {
                profile.distinct.see(in.readLong());
            }
            TallyCodec.read(profile.complete, in);
            TallyCodec.read(profile.rest, in);
            TallyCodec.read(profile.completeHead, in);
            TallyCodec.read(profile.runHead, in);
            return profile;
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a whole profile", e);
        }
    }

    private static void writeTotals(AccessProfile profile, DataOutputStream out) throws IOException {
        out.writeLong(profile.reads);
        out.writeLong(profile.sampledReads);
        out.writeLong(profile.baseMillis);
        out.writeLong(profile.lastMillis);
        out.writeInt(profile.sampled.threshold());
        out.writeByte(profile.coverage.mode().ordinal());
        out.writeInt(profile.coverage.nodes().size());
        for (var node : profile.coverage.nodes().entrySet()) {
            out.writeUTF(node.getKey());
            out.writeInt(node.getValue().threshold());
            out.writeLong(node.getValue().atMillis());
        }
    }

    private static void readTotals(AccessProfile profile, DataInputStream in) throws IOException {
        profile.reads = in.readLong();
        profile.sampledReads = in.readLong();
        profile.baseMillis = in.readLong();
        profile.lastMillis = in.readLong();
        profile.sampled.lower(in.readInt());
        Coverage.Mode mode = Coverage.Mode.values()[in.readByte()];
        Map<String, Coverage.Seen> nodes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            nodes.put(in.readUTF(), new Coverage.Seen(in.readInt(), in.readLong()));
        }
        profile.coverage.restore(mode, nodes);
    }

    private static void writeStack(LruStack stack, DataOutputStream out) throws IOException {
        out.writeInt(stack.count());
        try {
            stack.forEach((key, size, expiry) -> {
                try {
                    out.writeLong(key);
                    out.writeInt(size);
                    out.writeInt(expiry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void readStack(LruStack stack, DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            stack.push(in.readLong(), in.readInt(), in.readInt());
        }
    }
}
