package dev.terrace.gateway.coherence.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Every mark comes back out of the stream as it went in. */
class WireProperties {
    private static final List<String> NAMES = List.of("k", "c", "s", "h", "n");

    @Property
    void marksComeBackAsTheyWere(@ForAll("marks") Mark mark, @ForAll @LongRange(min = 1) long offset) {
        List<String> args = new ArrayList<>();
        Wire.write(mark, 7, args);
        MultiType fields = MultiType.create(10, false);
        for (int i = 0; i < args.size(); i++) {
            fields.add(bulk(NAMES.get(i)));
            fields.add(bulk(args.get(i)));
        }
        MultiType entry = MultiType.create(2, false);
        entry.add(bulk("7-" + offset));
        entry.add(fields);
        assertEquals(new Logged(offset, mark), Wire.read(entry));
    }

    @Property
    void openIntentsComeBackAsTheyWere(
            @ForAll("keys") String key, @ForAll long hash, @ForAll @LongRange(min = 1) long at) {
        Mark.Intent intent = new Mark.Intent("shop", key, hash, 0);
        assertEquals(new Logged(at, intent), Wire.openIntent(at + " " + hash + " shop " + key));
    }

    private static Response bulk(String text) {
        return BulkType.create(Buffer.buffer(text), false);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<Mark> marks() {
        Arbitrary<String> caches = Arbitraries.of("shop", "a-b_c", "x1");
        Arbitrary<Long> numbers = Arbitraries.longs().greaterOrEqual(1);
        return Arbitraries.oneOf(
                Combinators.combine(caches, keys(), Arbitraries.longs(), numbers)
                        .as((c, k, h, n) -> new Mark.Key(c, k, h, new Position(7, n))),
                Combinators.combine(caches, keys(), Arbitraries.longs())
                        .as((c, k, h) -> new Mark.Key(c, k, h, Position.NONE)),
                Combinators.combine(caches, keys(), Arbitraries.longs(), numbers)
                        .as(Mark.Intent::new),
                Combinators.combine(caches, keys()).as((c, t) -> new Mark.Tag(c, t, 0)),
                Combinators.combine(caches, keys()).as((c, g) -> new Mark.Ban(c, g, 0)),
                caches.map(Mark.All::new),
                Combinators.combine(caches, Arbitraries.of(TierName.values())).as(Mark.Tier::new),
                Combinators.combine(caches.set(), numbers).as(Mark.Floor::new));
    }
}
