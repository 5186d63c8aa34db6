package dev.terrace.gateway.values;

import java.time.Instant;

/**
 * A data key as it is kept.
 *
 * @param version 0 for the label key
 * @param kek id of what wrapped it
 * @param since stamp of its making
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record KeyRow(String cache, int version, String kek, byte[] wrapped, Instant madeAt, Instant wrappedAt, long since) {}
