package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Position;

/** Holds for the cache's head as it was: lost or renewed in between, the fill is refused. */
record RedisTicket(Head.Incarnation incarnation, Position generation) implements Ticket {}
