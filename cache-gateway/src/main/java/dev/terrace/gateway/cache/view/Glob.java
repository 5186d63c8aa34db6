package dev.terrace.gateway.cache.view;

/**
 * A glob with {@code *}, {@code ?} and classes such as {@code [a-z]} or {@code [^0-9]}; a backslash takes the next character as it is, an
 * unclosed bracket is a bracket. Matching goes back to the last star only, so it takes at most pattern times text steps.
 */
public final class Glob {
    private final String pattern;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    /** The glob of that pattern; every pattern is one. */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether it covers the whole text. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            int step = step(p, text.charAt(t));
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (step > 0) {
                p += step;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Length of the pattern's element at {@code p} if it takes the character, else 0. */
    private int step(int p, char c) {
        if (p >= pattern.length()) {
            return 0;
        }
        return switch (pattern.charAt(p)) {
            case '*' -> 0;
            case '?' -> 1;
            case '\\' -> p + 1 < pattern.length() ? (pattern.charAt(p + 1) == c ? 2 : 0) : (c == '\\' ? 1 : 0);
            case '[' -> inClass(p, c);
            default -> pattern.charAt(p) == c ? 1 : 0;
        };
    }

    private int inClass(int open, char c) {
        int close = pattern.indexOf(']', open + 2);
        if (close < 0) {
            return c == '[' ? 1 : 0;
        }
        boolean negated = pattern.charAt(open + 1) == '^' || pattern.charAt(open + 1) == '!';
        boolean in = false;
        for (int i = open + (negated ? 2 : 1); i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in != negated ? close - open + 1 : 0;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
