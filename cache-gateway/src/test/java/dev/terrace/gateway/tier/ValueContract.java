package dev.terrace.gateway.tier;

import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.found;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about what can be stored: any bytes, any key, many at once. */
public abstract class ValueContract extends CacheTierContract {
    @Test
    void anyByteComesBack() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertEquals(STORED, put(tier, key, entry(all, 5, 60_000, 60_000)));
        assertArrayEquals(all, found(tier, key).orElseThrow().value());
    }

    @Test
    void emptyValueComesBack() {
        assertEquals(STORED, put(tier, key, entry(new byte[0], 5, 60_000, 60_000)));
        assertEquals(0, found(tier, key).orElseThrow().value().length);
    }

    @Test
    void mebibyteComesBack() {
        byte[] large = Trial.noise((int) Math.min(1 << 20, tier.capabilities().maxValueBytes() - 1024));
        assertEquals(STORED, put(tier, key, entry(large, 5, 60_000, 60_000)));
        assertArrayEquals(large, found(tier, key).orElseThrow().value());
    }

    @Test
    void negativeEntryComesBackWithoutContentType() {
        long now = Trial.CLOCK.millis();
        Entry none = new Entry(new byte[0], null, List.of(), "", at(5), now, now + 60_000, now + 60_000, 7, true);
        assertEquals(STORED, put(tier, key, none));
        Entry back = found(tier, key).orElseThrow();
        assertTrue(back.negative());
        assertEquals(Optional.empty(), Optional.ofNullable(back.contentType()));
    }

    @Test
    void longestUnicodeKeysAreToldApart() {
        String stem = "\u00e4\u6f22\ud83d\ude00 \n\u0000/%*".repeat(60).substring(0, 500);
        List<String> texts =
                List.of(stem + "a".repeat(20), stem + "a".repeat(19) + "b", "\u0000", " ", "\u00e4", "a\u0308");
        for (String text : texts) {
            assertEquals(STORED, put(tier, key(spec, text), entry(text, 5)));
        }
        String longest = "\u6f22".repeat(341) + "x";
        assertEquals(STORED, put(tier, key(spec, longest), entry("longest", 5)));
        for (String text : texts) {
            assertEquals(Optional.of(text), text(tier, key(spec, text)));
        }
        assertEquals(Optional.of("longest"), text(tier, key(spec, longest)));
    }

    @Test
    void answersManyInTheOrderAsked() {
        List<CacheKey> asked = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            CacheKey one = key(spec, "many-" + (i * 7919) % 600);
            asked.add(one);
            if (i % 3 == 0) {
                put(tier, one, entry(one.key(), 5));
            }
        }
        asked.add(asked.getFirst());
        List<Lookup> answers = await(tier.findAll(asked));
        assertEquals(asked.size(), answers.size());
        for (int i = 0; i < asked.size(); i++) {
            Optional<String> value = Trial.entry(answers.get(i))
                    .map(e -> new String(e.value(), java.nio.charset.StandardCharsets.UTF_8));
            boolean stored = i % 3 == 0 || i == 600;
            assertEquals(stored ? Optional.of(asked.get(i).key()) : Optional.empty(), value, "answer " + i);
        }
        assertEquals(List.of(), await(tier.findAll(List.of())));
    }

    @Test
    void ticketsOutOfManyFill() {
        List<CacheKey> asked = List.of(key(spec, "a"), key(spec, "b"));
        List<Lookup> answers = await(tier.findAll(asked));
        for (int i = 0; i < asked.size(); i++) {
            Lookup.Absent absent = (Lookup.Absent) answers.get(i);
            assertEquals(STORED, await(tier.store(asked.get(i), entry("v" + i, 5), absent.ticket())));
        }
        assertEquals(Optional.of("v1"), text(tier, asked.get(1)));
    }
}
