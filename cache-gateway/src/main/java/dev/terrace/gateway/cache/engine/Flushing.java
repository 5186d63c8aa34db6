package dev.terrace.gateway.cache.engine;

/**
 * What a cache gives the flusher.
 *
 * @param target where its writes land
 * @param copies that get what has landed
 */
record Flushing(FlushTarget target, Copies copies, Scope scope, Entries entries) {}
