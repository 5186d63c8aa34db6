package dev.terrace.optimizer.analysis.curve;

import java.util.List;

/**
 * Miss ratio by size of an LRU cache. The arrays are parallel; between two points it is linear, beyond the last it is flat. First touches
 * are misses at every size.
 *
 * @param sizes objects, ascending from 1, about evenly spaced in the logarithm
 * @param bytes stored bytes that so many of the most recent objects take
 * @param missRatio 0 to 1, never rising
 * @param low lower end of the 95 % band
 * @param high upper end of the 95 % band
 * @param cliffs where little memory decides about many hits
 */
@SuppressWarnings("ArrayRecordComponent")
public record MissRatioCurve(
        long[] sizes, double[] bytes, double[] missRatio, double[] low, double[] high, List<Cliff> cliffs) {

    /** Hit ratio that no size exceeds. */
    public double attainable() {
        return 1 - missRatio[missRatio.length - 1];
    }

    /** Miss ratio at a size in objects. */
    public double at(double objects) {
        return interpolate(objects, missRatio);
    }

    /** Bytes that so many objects take. */
    public double bytesAt(double objects) {
        return interpolate(objects, bytes);
    }

    /** Objects that fit into so many bytes, at most the last point's. */
    public double objectsIn(double capacity) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= capacity) {
                double below = i == 0 ? 0 : bytes[i - 1];
                double from = i == 0 ? 0 : sizes[i - 1];
                return bytes[i] == below
                        ? sizes[i]
                        : from + (sizes[i] - from) * (capacity - below) / (bytes[i] - below);
            }
        }
        return sizes[sizes.length - 1];
    }

    /** The smallest size with that share of the attainable hits. */
    public Knee knee(double share) {
        double wanted = 1 - share * attainable();
        int i = 0;
        while (missRatio[i] > wanted && i < sizes.length - 1) {
            i++;
        }
        double objects = sizes[i];
        if (i > 0 && missRatio[i - 1] > missRatio[i]) {
            double part = (missRatio[i - 1] - wanted) / (missRatio[i - 1] - missRatio[i]);
            objects = sizes[i - 1] + (sizes[i] - sizes[i - 1]) * Math.clamp(part, 0, 1);
        }
        long size = (long) Math.ceil(objects);
        return new Knee(
                share,
                size,
                Math.round(bytesAt(size)),
                1 - at(size),
                1 - interpolate(size, high),
                1 - interpolate(size, low));
    }

    /** Lower and upper end of the band of the hit ratio at a size. */
    public double[] hitBand(double objects) {
        return new double[] {1 - interpolate(objects, high), 1 - interpolate(objects, low)};
    }

    private double interpolate(double objects, double[] values) {
        int last = sizes.length - 1;
        if (objects >= sizes[last]) {
            return values[last];
        }
        if (objects <= sizes[0]) {
            return values[0];
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (sizes[middle] <= objects) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double part = (objects - sizes[low]) / (sizes[high] - sizes[low]);
        return values[low] + (values[high] - values[low]) * part;
    }
}
