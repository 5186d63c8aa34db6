package dev.terrace.optimizer.analysis.curve;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Counts by distance as bytes, without the bins that are empty. */
final class TallyCodec {
    private TallyCodec() {}

    static void write(Tally tally, DataOutputStream out) throws IOException {
        out.writeDouble(tally.references);
        for (int slice = 0; slice < Tally.SLICES; slice++) {
            out.writeDouble(tally.cold[slice]);
            write(tally.hits[slice], out);
        }
        write(tally.byteSums, out);
    }

    static void read(Tally tally, DataInputStream in) throws IOException {
        tally.references = in.readDouble();
        for (int slice = 0; slice < Tally.SLICES; slice++) {
            tally.cold[slice] = in.readDouble();
            read(tally.hits[slice], in);
        }
        read(tally.byteSums, in);
    }

    static void write(HeadStack.Counts counts, DataOutputStream out) throws IOException {
        for (int bin = 0; bin < counts.hits.length; bin++) {
            out.writeLong(counts.hits[bin]);
            out.writeLong(counts.farther[bin]);
        }
        write(counts.byteSums, out);
    }

    static void read(HeadStack.Counts counts, DataInputStream in) throws IOException {
        for (int bin = 0; bin < counts.hits.length; bin++) {
            counts.hits[bin] = in.readLong();
            counts.farther[bin] = in.readLong();
        }
        read(counts.byteSums, in);
    }

    private static void write(double[] values, DataOutputStream out) throws IOException {
        int filled = 0;
        for (double value : values) {
            filled += value == 0 ? 0 : 1;
        }
        out.writeInt(filled);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                out.writeInt(i);
                out.writeDouble(values[i]);
            }
        }
    }

    private static void read(double[] values, DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            values[in.readInt()] = in.readDouble();
        }
    }
}
