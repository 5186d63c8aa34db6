package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.fills.Spot.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where a fill can be held. Those that have an old value in hand then are drawn more often. */
record Holds(Spot spot, boolean before) {
    private static final int DANGEROUS = 3;

    static Holds draw(Fill base, TierName near, TierName far, Random random) {
        List<Holds> all = new ArrayList<>();
        boolean shared = near != TierName.MEMORY;
        if (base == Fill.PROMOTION) {
            add(all, new Spot(far, Call.FIND), false, DANGEROUS);
            add(all, new Spot(far, Call.FIND), true, 1);
        } else {
            add(all, Spot.FETCH, false, DANGEROUS);
            add(all, Spot.FETCH, true, 1);
            around(all, new Spot(far, Call.STORE));
            add(all, new Spot(far, base == Fill.REFRESH ? Call.TICKET : Call.FIND), false, 1);
        }
        if (shared) {
            around(all, new Spot(near, Call.STORE));
            add(all, new Spot(near, base == Fill.REFRESH ? Call.TICKET : Call.FIND), false, 1);
        }
        return all.get(random.nextInt(all.size()));
    }

    private static void around(List<Holds> all, Spot store) {
        add(all, store, true, DANGEROUS);
        add(all, store, false, 1);
    }

    private static void add(List<Holds> all, Spot spot, boolean before, int times) {
        for (int i = 0; i < times; i++) {
            all.add(new Holds(spot, before));
        }
    }
}
