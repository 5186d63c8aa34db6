package dev.terrace.optimizer.analysis.curve;

/**
 * A stretch of the curve where little memory decides about many hits: a loop or scan that fits or does not.
 *
 * @param sizeFrom objects at its foot, where it does not yet fit
 * @param sizeTo objects where it fits
 * @param missRatioFrom miss ratio before
 * @param missRatioTo miss ratio after
 */
public record Cliff(long sizeFrom, long sizeTo, double missRatioFrom, double missRatioTo) {
    /** By how much the miss ratio falls. */
    double drop() {
        return missRatioFrom - missRatioTo;
    }
}
