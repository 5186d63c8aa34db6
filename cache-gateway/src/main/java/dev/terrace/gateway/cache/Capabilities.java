package dev.terrace.gateway.cache;

/**
 * What a tier can do; differences are declared here and never asked by name.
 *
 * @param maxValueBytes largest encoded entry
 * @param shared other nodes see what is stored
 * @param record it can hold the record of a cache without origin
 * @param durable what was stored survives the tier's restart
 * @param batch it answers many keys in one round trip
 */
public record Capabilities(long maxValueBytes, boolean shared, boolean record, boolean durable, boolean batch) {}
