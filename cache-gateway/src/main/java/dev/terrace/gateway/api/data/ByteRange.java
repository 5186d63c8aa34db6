package dev.terrace.gateway.api.data;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110, 14.1.2), resolved against a length; both ends included. A field that is not understood, or names several
 * ranges, is ignored, as the RFC allows.
 */
record ByteRange(long first, long last) {
    /** None of the value's bytes lie in the range: 416. */
    static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

    /** The range, null when the whole value is to be sent. */
    static @Nullable ByteRange of(String field, long length) {
        if (!field.regionMatches(true, 0, "bytes=", 0, 6)) {
            return null;
        }
        String spec = field.substring(6).strip();
        int dash = spec.indexOf('-');
        if (dash < 0 || spec.indexOf(',') >= 0) {
            return null;
        }
        long first = number(spec.substring(0, dash));
        long last = number(spec.substring(dash + 1));
        if (first == BAD || last == BAD || (first == NONE && last == NONE)) {
            return null;
        }
        return first == NONE ? suffix(last, length) : range(first, last, length);
    }

    private static ByteRange suffix(long wanted, long length) {
        if (wanted == 0 || length == 0) {
            return UNSATISFIABLE;
        }
        return new ByteRange(Math.max(0, length - wanted), length - 1);
    }

    private static @Nullable ByteRange range(long first, long last, long length) {
        if (last != NONE && last < first) {
            return null;
        }
        if (first >= length) {
            return UNSATISFIABLE;
        }
        return new ByteRange(first, last == NONE ? length - 1 : Math.min(last, length - 1));
    }

    private static final long NONE = -1;
    private static final long BAD = -2;

    private static long number(String digits) {
        if (digits.isEmpty()) {
            return NONE;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return BAD;
            }
        }
        return digits.length() > 18 ? Long.MAX_VALUE / 2 : Long.parseLong(digits);
    }

    long length() {
        return last - first + 1;
    }

    /** Content-Range of this part of a value. */
    String contentRange(long total) {
        return this == UNSATISFIABLE ? "bytes */" + total : "bytes " + first + "-" + last + "/" + total;
    }
}
