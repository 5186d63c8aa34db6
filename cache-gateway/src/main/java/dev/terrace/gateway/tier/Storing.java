package dev.terrace.gateway.tier;

import dev.terrace.gateway.codec.Codecs;
import java.time.InstantSource;

/**
 * What every tier needs to write and read entries.
 *
 * @param clock the wall clock
 * @param refused hears of bytes that are no entries
 * @param codecs how values are wrapped
 */
public record Storing(InstantSource clock, RefusedEntries refused, Codecs codecs) {
    /** Without keys and dictionaries. */
    public Storing(InstantSource clock, RefusedEntries refused) {
        this(clock, refused, Codecs.PLAIN);
    }
}
