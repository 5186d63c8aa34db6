package dev.terrace.gateway.codec;

/**
 * How a cache's values are written.
 *
 * @param compression compressed where that pays
 * @param sealed encrypted; what is not counts as forged
 * @param keys of this cache, also to read what was sealed while it was encrypted
 * @param dictionaries of this cache
 */
public record Wrapping(boolean compression, boolean sealed, ValueKeys keys, Dictionaries dictionaries) {}
