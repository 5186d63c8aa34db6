package dev.terrace.gateway.telemetry;

/** Exact totals since the start of the meter, sampled or not. */
record AccessTotals(long reads, long writes, long readBytes) {
    AccessTotals since(AccessTotals earlier) {
        return new AccessTotals(reads - earlier.reads, writes - earlier.writes, readBytes - earlier.readBytes);
    }

    boolean none() {
        return reads == 0 && writes == 0;
    }
}
