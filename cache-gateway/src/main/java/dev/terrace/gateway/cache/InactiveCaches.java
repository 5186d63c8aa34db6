package dev.terrace.gateway.cache;

/** Which caches are configured but switched off. {@link Caches} has only open ones; this tells "off" from "unknown". */
@FunctionalInterface
public interface InactiveCaches {
    /** Whether there is a cache of that name that is switched off. Cheap; on the path of failed requests only. */
    boolean contains(String name);
}
