package dev.terrace.optimizer.analysis.anomaly;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A robust random cut tree (Guha, Mishra, Roy and Schrijvers, Robust random cut forest based anomaly detection on streams, ICML'16) over a bounded
 * number of points: each node cuts its bounding box in a dimension chosen in proportion to the box's sides. Points come and go; the tree is at any
 * time distributed as if it were built from those that are in it. Nodes lie in arrays, {@value #NONE} is no node.
 */
final class CutTree {
    private static final int NONE = -1;

    private final int dimensions;
    private final SplittableRandom random;
    private final int[] parent;
    private final int[] left;
    private final int[] right;
    private final int[] mass;
    private final int[] cutIn;
    private final double[] cutAt;
    private final double[] low;
    private final double[] high;
    private final int[] free;
    private int frees;
    private int root = NONE;

    CutTree(int capacity, int dimensions, SplittableRandom random) {
        int nodes = 2 * (capacity + 1);
        this.dimensions = dimensions;
        this.random = random;
        parent = new int[nodes];
        left = new int[nodes];
        right = new int[nodes];
        mass = new int[nodes];
        cutIn = new int[nodes];
        cutAt = new double[nodes];
        low = new double[nodes * dimensions];
        high = new double[nodes * dimensions];
        free = new int[nodes];
        Arrays.setAll(free, i -> nodes - 1 - i);
        frees = nodes;
    }

    /** Puts a point in and answers its leaf; equal points share one. */
    int insert(double[] point) {
        if (root == NONE) {
            root = leaf(point, NONE);
            return root;
        }
        int node = root;
        while (true) {
            double sides = sides(node, point);
            if (sides == 0 && left[node] == NONE) {
                grow(node, point);
                return node;
            }
            int split = split(node, point, sides);
            if (split != NONE) {
                return split;
            }
            if (left[node] == NONE) {
                continue; // rounding put the cut on the rim: draw again
            }
            node = point[cutIn[node]] <= cutAt[node] ? left[node] : right[node];
        }
    }

    /** Draws a cut of the box with the point in it; where it parts the two, the point becomes the node's sibling. */
    private int split(int node, double[] point, double sides) {
        double drawn = random.nextDouble() * sides;
        for (int d = 0; d < dimensions; d++) {
            double from = Math.min(low[node * dimensions + d], point[d]);
            double side = Math.max(high[node * dimensions + d], point[d]) - from;
            if (drawn < side) {
                double cut = from + drawn;
                boolean below = point[d] <= cut && cut < low[node * dimensions + d];
                boolean above = point[d] > cut && cut >= high[node * dimensions + d];
                return below || above ? part(node, point, d, cut) : NONE;
            }
            drawn -= side;
        }
        return NONE;
    }

    private int part(int node, double[] point, int dimension, double cut) {
        int above = parent[node];
        int branch = free[--frees];
        int leaf = leaf(point, branch);
        parent[branch] = above;
        parent[node] = branch;
        left[branch] = point[dimension] <= cut ? leaf : node;
        right[branch] = left[branch] == leaf ? node : leaf;
        cutIn[branch] = dimension;
        cutAt[branch] = cut;
        mass[branch] = mass[node];
        System.arraycopy(low, node * dimensions, low, branch * dimensions, dimensions);
        System.arraycopy(high, node * dimensions, high, branch * dimensions, dimensions);
        replace(above, node, branch);
        grow(branch, point);
        return leaf;
    }

    private int leaf(double[] point, int above) {
        int leaf = free[--frees];
        parent[leaf] = above;
        left[leaf] = NONE;
        right[leaf] = NONE;
        mass[leaf] = 1;
        System.arraycopy(point, 0, low, leaf * dimensions, dimensions);
        System.arraycopy(point, 0, high, leaf * dimensions, dimensions);
        return leaf;
    }

    /** One more point below these nodes, from one up to the root. */
    private void grow(int from, double[] point) {
        for (int node = from; node != NONE; node = parent[node]) {
            mass[node]++;
            for (int d = 0; d < dimensions; d++) {
                int at = node * dimensions + d;
                low[at] = Math.min(low[at], point[d]);
                high[at] = Math.max(high[at], point[d]);
            }
        }
    }

    /** Takes one point of a leaf out. */
    void remove(int leaf) {
        if (mass[leaf] > 1) {
            for (int node = leaf; node != NONE; node = parent[node]) {
                mass[node]--;
            }
            return;
        }
        int branch = parent[leaf];
        free[frees++] = leaf;
        if (branch == NONE) {
            root = NONE;
            return;
        }
        int sibling = left[branch] == leaf ? right[branch] : left[branch];
        parent[sibling] = parent[branch];
        replace(parent[branch], branch, sibling);
        free[frees++] = branch;
        for (int node = parent[sibling]; node != NONE; node = parent[node]) {
            shrink(node);
        }
    }

    private void shrink(int node) {
        mass[node]--;
        for (int d = 0; d < dimensions; d++) {
            int l = left[node] * dimensions + d;
            int r = right[node] * dimensions + d;
            low[node * dimensions + d] = Math.min(low[l], low[r]);
            high[node * dimensions + d] = Math.max(high[l], high[r]);
        }
    }

    private void replace(int above, int old, int now) {
        if (above == NONE) {
            root = now;
        } else if (left[above] == old) {
            left[above] = now;
        } else {
            right[above] = now;
        }
    }

    /** Collusive displacement: the most points for each one of a group around the leaf that would move up if the group were gone. */
    double displacement(int leaf) {
        double most = 0;
        for (int node = leaf; parent[node] != NONE; node = parent[node]) {
            int branch = parent[node];
            int sibling = left[branch] == node ? right[branch] : left[branch];
            most = Math.max(most, (double) mass[sibling] / mass[node]);
        }
        return most;
    }

    /** Points in it. */
    int size() {
        return root == NONE ? 0 : mass[root];
    }

    /** Sum of the sides of a node's box with the point in it. */
    private double sides(int node, double[] point) {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            int at = node * dimensions + d;
            sum += Math.max(high[at], point[d]) - Math.min(low[at], point[d]);
        }
        return sum;
    }
}
