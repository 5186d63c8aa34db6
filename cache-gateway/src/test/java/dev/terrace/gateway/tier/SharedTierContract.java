package dev.terrace.gateway.tier;

import static dev.terrace.gateway.cache.CacheTier.Stored.REFUSED;
import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.store;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.TierFactory;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about two nodes on one server. */
public abstract class SharedTierContract extends ValueContract {
    protected CacheTier other;

    /** A second node: other clients, the same server. */
    protected abstract TierFactory otherFactory();

    @BeforeEach
    void openOther() {
        other = otherFactory().open(spec);
        assertTrue(tier.capabilities().shared());
    }

    @Test
    void refusesFillsWhileTheFloorIsUnknown() {
        CacheSpec unknown = Trial.cache(factory().name());
        CacheTier fresh = factory().open(unknown);
        assertEquals(REFUSED, put(fresh, key(unknown, "k"), entry("early", 5)));
        assertEquals(REFUSED, store(fresh, key(unknown, "k"), entry("early", 5), miss(fresh, key(unknown, "k"))));
        await(fresh.raiseFloor(at(5)));
        assertEquals(STORED, put(fresh, key(unknown, "k"), entry("now", 5)));
        fresh.close();
    }

    @Test
    void aGenerationIsNoFloor() {
        CacheSpec unknown = Trial.cache(factory().name());
        CacheTier fresh = factory().open(unknown);
        await(fresh.renew(at(3)));
        assertEquals(REFUSED, put(fresh, key(unknown, "k"), entry("early", 5)));
        await(fresh.raiseFloor(at(5)));
        assertEquals(STORED, put(fresh, key(unknown, "k"), entry("now", 5)));
        fresh.close();
    }

    @Test
    void aTicketOfAnotherGenerationIsForNothing() {
        Ticket before = miss(tier, key);
        await(tier.renew(at(20)));
        assertEquals(REFUSED, store(tier, key, entry("of no generation that is there", 20), before));
    }

    @Test
    void nodesFindWhatTheOtherStored() {
        put(tier, key, entry("shared", 5));
        assertEquals(Optional.of("shared"), text(other, key));
    }

    @Test
    void removalOnOneNodeSpendsTheTicketsOfTheOther() {
        Ticket ticket = miss(other, key);
        await(tier.remove(key, at(10)));
        assertEquals(REFUSED, store(other, key, entry("late", 9), ticket));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(Optional.empty(), text(other, key));
    }

    @Test
    void floorRaisedOnOneNodeBindsTheOther() {
        await(tier.raiseFloor(at(10)));
        assertEquals(REFUSED, store(other, key, entry("late", 9), miss(other, key)));
        assertEquals(STORED, store(other, key, entry("good", 10), miss(other, key)));
    }

    @Test
    void renewedOnBothNodesSharesTheNewGeneration() {
        put(tier, key, entry("old", 5));
        await(tier.renew(at(20)));
        await(other.renew(at(20)));
        assertEquals(Optional.empty(), text(other, key));
        put(other, key, entry("new", 21));
        assertEquals(Optional.of("new"), text(tier, key));
    }

    @Test
    void fillOfOneNodeIsNotReplacedByAnOlderOneOfTheOther() {
        Ticket slow = miss(other, key);
        put(tier, key, entry("newer", 8));
        assertEquals(REFUSED, store(other, key, entry("older", 7), slow));
        assertEquals(Optional.of("newer"), text(other, key));
    }
}
