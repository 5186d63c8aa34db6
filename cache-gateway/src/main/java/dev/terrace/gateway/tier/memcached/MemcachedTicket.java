package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Position;
import org.jspecify.annotations.Nullable;

/**
 * Holds for one id of one name.
 *
 * @param name wire name with generation and server start
 * @param id CAS id of what was there
 * @param notBefore oldest entry it may be used for: the floor when it was taken, or the entry that was there
 * @param replaced manifest of what was there: its chunks go when the fill takes its place
 */
record MemcachedTicket(
        String name, long id, Position notBefore, @Nullable Manifest replaced) implements Ticket {}
