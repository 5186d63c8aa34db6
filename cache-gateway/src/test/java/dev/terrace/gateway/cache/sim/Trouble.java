package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.TierName;

/** What goes wrong in a world, once in a while. */
enum Trouble {
    /** Only what is slow or late. */
    NONE {
        @Override
        void strike(World world) {}
    },
    /** The log loses everything. */
    LOG_LOST {
        @Override
        void strike(World world) {
            if (world.time.random().nextInt(50) == 0) {
                world.log.lose();
            }
        }
    },
    /** A node cannot reach the log for a while. */
    LOG_CUT {
        @Override
        void strike(World world) {
            if (world.time.random().nextInt(15) == 0) {
                int node = world.time.random().nextInt(2);
                world.nodes.get(node).log().node().cut(world.time.random().nextBoolean());
            }
        }
    },
    /** A shared tier goes away, comes back, or loses what it held. */
    TIER {
        @Override
        void strike(World world) {
            MapStore store = world.store(world.time.random().nextBoolean() ? TierName.REDIS : TierName.MEMCACHED);
            switch (world.time.random().nextInt(30)) {
                case 0 -> store.down = true;
                case 1, 2 -> store.down = false;
                case 3 -> store.lose();
                default -> {}
            }
        }
    },
    /** A node dies. */
    DEATH {
        @Override
        void strike(World world) {
            if (world.time.random().nextInt(100) == 0 && world.nodes.stream().noneMatch(Node::dead)) {
                world.nodes.get(world.time.random().nextInt(2)).die();
            }
        }
    };

    abstract void strike(World world);

    void end(World world) {
        world.nodes.stream().filter(n -> !n.dead()).forEach(n -> n.log().node().cut(false));
        world.stores.values().forEach(store -> store.down = false);
    }
}
