package dev.terrace.optimizer.analysis.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policies written down the plainest way, from their papers: lists with the oldest first, searched from end to end. */
final class PolicyOracles {
    private PolicyOracles() {}

    /** A cache: whether a read is a hit. */
    interface Oracle {
        boolean read(int key);
    }

    static Oracle of(Policy policy, int capacity) {
        return switch (policy) {
            case LRU -> recency(capacity, true);
            case FIFO -> recency(capacity, false);
            case LFU -> frequency(capacity);
            case SIEVE -> sieve(capacity);
            case TWO_Q -> twoQ(capacity);
            case S3_FIFO -> s3(capacity);
            case ARC -> arc(capacity);
            case W_TINY_LFU -> throw new IllegalArgumentException("its sketch is part of what it does");
        };
    }

    private static Oracle recency(int capacity, boolean moves) {
        List<Integer> list = new ArrayList<>();
        return key -> {
            boolean hit = list.contains(key);
            if (hit && !moves) {
                return true;
            }
            list.remove((Integer) key);
            if (list.size() == capacity) {
                list.removeFirst();
            }
            list.add(key);
            return hit;
        };
    }

    private static Oracle frequency(int capacity) {
        Map<Integer, long[]> held = new HashMap<>();
        long[] clock = {0};
        return key -> {
            long[] uses = held.get(key);
            if (uses != null) {
                uses[0]++;
                uses[1] = clock[0]++;
                return true;
            }
            if (held.size() == capacity) {
                held.remove(held.entrySet().stream()
                        .min(Comparator.<Map.Entry<Integer, long[]>>comparingLong(e -> e.getValue()[0])
                                .thenComparingLong(e -> e.getValue()[1]))
                        .orElseThrow()
                        .getKey());
            }
            held.put(key, new long[] {1, clock[0]++});
            return false;
        };
    }

    private static Oracle sieve(int capacity) {
        List<Integer> list = new ArrayList<>();
        Set<Integer> visited = new HashSet<>();
        int[] hand = {0};
        return key -> {
            if (list.contains(key)) {
                visited.add(key);
                return true;
            }
            if (list.size() == capacity) {
                int at = hand[0];
                while (visited.remove(list.get(at))) {
                    at = (at + 1) % list.size();
                }
                list.remove(at);
                hand[0] = at == list.size() ? 0 : at;
            }
            list.add(key);
            return false;
        };
    }

    private static Oracle twoQ(int capacity) {
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        List<Integer> main = new ArrayList<>();
        return key -> {
            if (main.remove((Integer) key)) {
                main.add(key);
                return true;
            }
            if (in.contains(key)) {
                return true;
            }
            boolean again = out.remove((Integer) key);
            if (in.size() + main.size() == capacity) {
                if (in.size() > Math.max(1, capacity / 4) || main.isEmpty()) {
                    out.add(in.removeFirst());
                    if (out.size() > Math.max(1, capacity / 2)) {
                        out.removeFirst();
                    }
                } else {
                    main.removeFirst();
                }
            }
            (again ? main : in).add(key);
            return false;
        };
    }

    private static Oracle s3(int capacity) {
        List<Integer> small = new ArrayList<>();
        List<Integer> main = new ArrayList<>();
        List<Integer> ghost = new ArrayList<>();
        Map<Integer, Integer> uses = new HashMap<>();
        int most = Math.max(1, capacity / 10);
        return key -> {
            if (small.contains(key) || main.contains(key)) {
                uses.merge(key, 1, (a, b) -> Math.min(3, a + b));
                return true;
            }
            boolean again = ghost.remove((Integer) key);
            while (small.size() + main.size() >= capacity) {
                boolean fromSmall = small.size() >= most || main.isEmpty();
                Integer oldest = fromSmall ? small.removeFirst() : main.removeFirst();
                int used = uses.getOrDefault(oldest, 0);
                if (fromSmall) {
                    uses.remove(oldest);
                    if (used >= 2) {
                        main.add(oldest);
                    } else {
                        ghost.add(oldest);
                        if (ghost.size() > Math.max(1, capacity - most)) {
                            ghost.removeFirst();
                        }
                    }
                } else if (used > 0) {
                    uses.put(oldest, used - 1);
                    main.add(oldest);
                }
            }
            uses.remove(key);
            (again ? main : small).add(key);
            return false;
        };
    }

    private static Oracle arc(int c) {
        return new PlainArc(c)::read;
    }

    /** As in the paper's figure 4; the most recent last. */
    private static final class PlainArc {
        private final List<Integer> t1 = new ArrayList<>();
        private final List<Integer> t2 = new ArrayList<>();
        private final List<Integer> b1 = new ArrayList<>();
        private final List<Integer> b2 = new ArrayList<>();
        private final int c;
        private double p;

        PlainArc(int c) {
            this.c = c;
        }

        boolean read(Integer x) {
            if (t1.remove(x) || t2.remove(x)) {
                t2.add(x);
                return true;
            }
            if (b1.contains(x)) {
                p = Math.min(c, p + Math.max(1, (double) b2.size() / b1.size()));
                replace(false);
                b1.remove(x);
                t2.add(x);
            } else if (b2.contains(x)) {
                p = Math.max(0, p - Math.max(1, (double) b1.size() / b2.size()));
                replace(true);
                b2.remove(x);
                t2.add(x);
            } else {
                makeRoom();
                t1.add(x);
            }
            return false;
        }

        private void makeRoom() {
            int all = t1.size() + t2.size() + b1.size() + b2.size();
            if (t1.size() + b1.size() == c) {
                if (t1.size() < c) {
                    b1.removeFirst();
                    replace(false);
                } else {
                    t1.removeFirst();
                }
            } else if (all >= c) {
                if (all == 2 * c) {
                    b2.removeFirst();
                }
                replace(false);
            }
        }

        private void replace(boolean inB2) {
            if (t1.size() + t2.size() < c) {
                return;
            }
            if (!t1.isEmpty() && (t1.size() > p || (inB2 && t1.size() == (int) p)) || t2.isEmpty()) {
                b1.add(t1.removeFirst());
            } else {
                b2.add(t2.removeFirst());
            }
        }
    }
}
