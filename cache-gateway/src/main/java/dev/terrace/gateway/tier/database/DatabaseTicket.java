package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import io.vertx.core.buffer.Buffer;

/** Holds for the cache's row as it was: made anew or renewed in between, the fill is refused. */
record DatabaseTicket(long born, Buffer generation) implements Ticket {}
