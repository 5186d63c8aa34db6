package dev.terrace.optimizer.analysis.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two lists with adds, moves and removals against deques. */
class NodesTest {
    @Test
    void areListsFoundByKey() {
        Random random = new Random(1);
        Nodes nodes = new Nodes(2);
        Map<Integer, Integer> listOf = new HashMap<>();
        List<Deque<Integer>> lists = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        for (int i = 0; i < 50_000; i++) {
            int key = random.nextInt(900) * 0x01000193;
            int to = random.nextInt(2);
            int node = nodes.find(key);
            Integer before = listOf.get(key);
            assertEquals(before == null, node == Nodes.NONE);
            if (before == null) {
                nodes.add(key, to);
            } else {
                lists.get(before).remove(key);
                if (random.nextInt(3) == 0) {
                    nodes.remove(node);
                    listOf.remove(key);
                    continue;
                }
                nodes.move(node, to);
            }
            lists.get(to).addFirst(key);
            listOf.put(key, to);
        }
        for (int list = 0; list < 2; list++) {
            List<Integer> found = new ArrayList<>();
            nodes.each(list, key -> false, node -> found.addFirst(nodes.key(node)));
            assertEquals(List.copyOf(lists.get(list)), found);
            assertEquals(found.size(), nodes.size(list));
            assertEquals(found.isEmpty() ? -1 : found.getLast(), nodes.key(nodes.last(list)));
        }
    }
}
