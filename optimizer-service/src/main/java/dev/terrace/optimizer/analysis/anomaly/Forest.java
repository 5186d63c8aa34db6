package dev.terrace.optimizer.analysis.anomaly;

import java.util.SplittableRandom;

/**
 * {@value #TREES} random cut trees, each over {@value #SAMPLE} points, the older the fewer: a full tree keeps one point in four in the place of
 * a random one, so that the mean age is about a thousand points. About 1.5 MB; a point takes some tens of microseconds. The same seed and points
 * give the same scores.
 */
final class Forest {
    private static final int TREES = 24;
    private static final int SAMPLE = 256;
    private static final int KEPT = 4;

    private final SplittableRandom random;
    private final CutTree[] trees = new CutTree[TREES];
    private final int[][] leaves = new int[TREES][SAMPLE];

    Forest(int dimensions, long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < TREES; i++) {
            trees[i] = new CutTree(SAMPLE, dimensions, random.split());
        }
    }

    /** Takes a point in and answers its mean collusive displacement: about 1 to 10 is ordinary, {@value #SAMPLE} the most. */
    double score(double[] point) {
        double sum = 0;
        for (int i = 0; i < TREES; i++) {
            CutTree tree = trees[i];
            int leaf = tree.insert(point);
            sum += tree.displacement(leaf);
            if (tree.size() <= SAMPLE) {
                leaves[i][tree.size() - 1] = leaf;
            } else if (random.nextInt(KEPT) == 0) {
                int slot = random.nextInt(SAMPLE);
                tree.remove(leaves[i][slot]);
                leaves[i][slot] = leaf;
            } else {
                tree.remove(leaf);
            }
        }
        return sum / TREES;
    }
}
