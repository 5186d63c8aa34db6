package dev.terrace.gateway.values;

import org.jspecify.annotations.Nullable;

/**
 * A dictionary as it is kept.
 *
 * @param bytes null: from here on the cache uses none
 * @param keyVersion the data key that sealed the bytes, null for plain ones
 * @param ratio packed by raw bytes when it was trained
 * @param since stamp of its making
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DictionaryRow(
        long id,
        String cache,
        byte @Nullable [] bytes,
        @Nullable Integer keyVersion,
        double ratio,
        long since) {}
