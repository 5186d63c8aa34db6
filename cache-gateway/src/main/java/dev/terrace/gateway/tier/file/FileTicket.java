package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Position;

/** Holds for one generation; what happened to the key since is kept in {@link Removals}. */
record FileTicket(Position generation) implements Ticket {}
