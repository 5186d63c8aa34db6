package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an open cache.
 *
 * @param tiers all of them, fastest first
 * @param copies those that hold copies
 * @param record where the record is, null when it is an origin or there is none
 * @param origin null without one
 * @param local keeps a tier of this node that outlives the process, null without one
 * @param hearer what is to be told of marks
 * @param reader how it reads
 * @param writes how it writes
 * @param deletes how it deletes: at a writable origin, at the record tier, or the copies
 * @param copyWrites writes and deletes that concern copies only
 * @param invalidations how it invalidates
 * @param fillings how it is filled without being read
 * @param flushing how its journalled writes are carried out, null where nothing can be
 */
record Assembly(
        List<CacheTier> tiers,
        Copies copies,
        @Nullable CacheTier record,
        @Nullable Origin origin,
        @Nullable LocalKeeping local,
        Hearer hearer,
        Reader reader,
        Writes writes,
        Writes deletes,
        Writes copyWrites,
        Invalidations invalidations,
        Fillings fillings,
        @Nullable Flushing flushing) {}
