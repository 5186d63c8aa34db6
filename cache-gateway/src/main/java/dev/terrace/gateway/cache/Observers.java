package dev.terrace.gateway.cache;

/** Gives each cache its observer; asked once, when a cache is opened. */
@FunctionalInterface
public interface Observers {
    /** The observer of that cache, the same one for the same name. */
    Observer of(String cache);
}
