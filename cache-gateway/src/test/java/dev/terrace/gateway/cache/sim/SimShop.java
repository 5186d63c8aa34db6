package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.guard.Limit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An origin that decides conditions by versions. What lands is written down; what was given up may land all the same. */
final class SimShop {
    private final SimTime time;
    private final boolean conditional;
    private final Map<String, Row> held = new HashMap<>();
    private final Map<String, List<Integer>> landed = new HashMap<>();
    final Set<String> refuses = new HashSet<>();
    private long versions;
    boolean down;
    int writes;

    private record Row(int value, long version) {}

    /** {@code conditional}: whether it says that it decides conditions. */
    SimShop(SimTime time, boolean conditional) {
        this.time = time;
        this.conditional = conditional;
    }

    @Nullable
    Integer value(String key) {
        Row there = held.get(key);
        return there == null ? null : there.value();
    }

    /** Values in the order in which they landed. */
    List<Integer> landed(String key) {
        return landed.getOrDefault(key, List.of());
    }

    Origin over(Wire wire) {
        return new Client(wire);
    }

    private final class Client implements Origin {
        private static final Written DOWN = new Written.Failed(Refusal.ORIGIN_FAILED, "down");
        private final Wire wire;

        Client(Wire wire) {
            this.wire = wire;
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public boolean conditional() {
            return conditional;
        }

        @Override
        public long softTimeoutMs() {
            return 200;
        }

        @Override
        public long hardTimeoutMs() {
            return 2000;
        }

        @Override
        public Uni<Fetched> fetch(CacheKey key) {
            return wire.remote(() -> {
                Row there = held.get(key.key());
                if (down) {
                    return new Fetched.Failed(Refusal.ORIGIN_FAILED, "down");
                }
                return there == null
                        ? new Fetched.Nothing()
                        : new Fetched.Value(World.newValue(key.key(), there.value()), true);
            });
        }

        @Override
        public Uni<Validator> validator(CacheKey key) {
            Uni<Validator> call = wire.remote(() -> {
                Row there = held.get(key.key());
                if (down) {
                    return new Validator.Failed("down", false);
                }
                return there == null ? new Validator.Absent() : new Validator.Is("v" + there.version());
            });
            return Limit.<Validator>of(time, () -> call, hardTimeoutMs())
                    .onFailure()
                    .recoverWithItem(late -> new Validator.Failed("late", false));
        }

        @Override
        public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
            return limited(wire.remote(() -> put(key.key(), World.value(value.bytes()), condition)));
        }

        private Written put(String key, int value, Condition condition) {
            if (down) {
                return DOWN;
            }
            if (refuses.contains(key)) {
                return new Written.Failed(Refusal.ORIGIN_FAILED, "the origin answered 400", true);
            }
            if (!holds(held.get(key), condition)) {
                return new Written.ConditionFailed();
            }
            writes++;
            held.put(key, new Row(value, ++versions));
            landed.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            return new Written.Done(false, null);
        }

        @Override
        public Uni<Written> delete(CacheKey key, Condition condition) {
            return limited(wire.remote(() -> {
                if (down) {
                    return DOWN;
                }
                if (!holds(held.get(key.key()), condition)) {
                    return new Written.ConditionFailed();
                }
                writes++;
                held.remove(key.key());
                return new Written.Done(false, null);
            }));
        }

        private static boolean holds(@Nullable Row there, Condition condition) {
            return switch (condition) {
                case Condition.Always always -> true;
                case Condition.IfExists exists -> there != null;
                case Condition.IfAbsent absent -> there == null;
                case Condition.IfMatch match -> there != null && match.etags().contains("v" + there.version());
            };
        }

        private Uni<Written> limited(Uni<Written> call) {
            return Limit.<Written>of(time, () -> call, hardTimeoutMs())
                    .onFailure()
                    .recoverWithItem(late -> new Written.Failed(Refusal.ORIGIN_TIMEOUT, "outcome unknown"));
        }

        @Override
        public Uni<String> probe() {
            return Uni.createFrom().item("shop");
        }

        @Override
        public void close() {}
    }
}
