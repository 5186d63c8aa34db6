package dev.terrace.gateway.cache;

/** Makes origins of the kinds it knows. */
@FunctionalInterface
public interface OriginFactory {
    /** An origin for that cache; it takes no connection before the first call. */
    Origin open(CacheSpec spec, CacheSpec.OriginSpec origin);
}
