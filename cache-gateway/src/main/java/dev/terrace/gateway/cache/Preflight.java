package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Looks, before a configuration is kept, whether the servers it names can do what it asks of them. */
public interface Preflight {
    /**
     * What is wrong, with a JSON pointer into the configuration; empty when nothing is, or when it is not this one's to judge. Fails with
     * {@link UnavailableException} when it cannot be said now.
     *
     * @param spec the cache as it would be
     * @param ack the acknowledgement that is asked for, as on the wire
     */
    Uni<List<Fault>> check(CacheSpec spec, String ack);

    /** One field at fault. */
    record Fault(String pointer, String detail) {}
}
