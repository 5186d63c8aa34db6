package dev.terrace.optimizer.analysis.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutTreeTest {
    private static final int TREES = 2_000;

    @Test
    void aFarPointMovesAllOthers() {
        Random random = new Random(1);
        double sum = 0;
        for (int i = 0; i < 100; i++) {
            CutTree tree = new CutTree(200, 3, new SplittableRandom(i));
            for (int p = 0; p < 100; p++) {
                tree.insert(new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
            }
            sum += tree.displacement(tree.insert(new double[] {0, 100, 0}));
        }
        assertTrue(sum / 100 > 80, "mean displacement " + sum / 100);
    }

    @Test
    void equalPointsShareALeaf() {
        CutTree tree = new CutTree(10, 1, new SplittableRandom(1));
        int first = tree.insert(new double[] {1});
        tree.insert(new double[] {5});
        assertEquals(first, tree.insert(new double[] {1}));
        assertEquals(first, tree.insert(new double[] {1}));
        assertEquals(4, tree.size());
        assertEquals(1.0 / 3, tree.displacement(first), 1e-12);
        tree.remove(first);
        assertEquals(3, tree.size());
        assertEquals(0.5, tree.displacement(first), 1e-12);
    }

    /** Of three points on a line at 0, 1 and 4 the first cut parts the last with a probability of 3/4, else the first. */
    @Test
    void cutsInProportionToTheSides() {
        int lastAlone = 0;
        for (int i = 0; i < TREES; i++) {
            CutTree tree = new CutTree(4, 1, new SplittableRandom(i));
            tree.insert(new double[] {0});
            tree.insert(new double[] {1});
            int last = tree.insert(new double[] {4});
            lastAlone += tree.displacement(last) == 2 ? 1 : 0;
        }
        assertEquals(0.75, (double) lastAlone / TREES, 0.03);
    }

    /** The theorem behind the stream: a tree that points came into and left is distributed as one of the points that stayed. */
    @Test
    void forgetsWhatWasRemoved() {
        double direct = 0;
        double after = 0;
        for (int i = 0; i < TREES; i++) {
            Random random = new Random(i);
            List<double[]> stay = points(random, 12);
            List<double[]> leave = points(random, 12);
            direct += probe(new CutTree(40, 2, new SplittableRandom(i)), stay, List.of());
            after += probe(new CutTree(40, 2, new SplittableRandom(TREES + i)), stay, leave);
        }
        assertEquals(direct / TREES, after / TREES, 0.05 * direct / TREES);
    }

    @Test
    void canBeEmptiedAndFilledAgain() {
        CutTree tree = new CutTree(8, 1, new SplittableRandom(3));
        for (int round = 0; round < 50; round++) {
            List<Integer> leaves = new ArrayList<>();
            for (int p = 0; p < 8; p++) {
                leaves.add(tree.insert(new double[] {p % 5}));
            }
            assertEquals(8, tree.size());
            leaves.forEach(tree::remove);
            assertEquals(0, tree.size());
        }
    }

    private static double probe(CutTree tree, List<double[]> stay, List<double[]> leave) {
        List<Integer> leaves = new ArrayList<>();
        for (int i = 0; i < stay.size(); i++) {
            tree.insert(stay.get(i));
            if (i < leave.size()) {
                leaves.add(tree.insert(leave.get(i)));
            }
        }
        leaves.forEach(tree::remove);
        assertEquals(stay.size(), tree.size());
        return tree.displacement(tree.insert(new double[] {2, -2}));
    }

    private static List<double[]> points(Random random, int count) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new double[] {random.nextGaussian(), random.nextGaussian()});
        }
        return points;
    }
}
