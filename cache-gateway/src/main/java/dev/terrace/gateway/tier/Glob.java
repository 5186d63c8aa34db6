package dev.terrace.gateway.tier;

import java.util.regex.Pattern;

/**
 * A glob over keys: {@code *} any characters (also none, also slashes), {@code ?} one, {@code [a-z]} and {@code [!a-z]} one of a set, a
 * backslash takes the next as it is. Matches the whole key. An unclosed bracket stands for itself.
 */
public final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads a glob; every text is one. */
    public static Glob of(String glob) {
        StringBuilder regex = new StringBuilder(glob.length() + 16);
        int at = 0;
        while (at < glob.length()) {
            at = piece(glob, at, regex);
        }
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Whether it covers the key. */
    public boolean matches(String key) {
        return pattern.matcher(key).matches();
    }

    private static int piece(String glob, int at, StringBuilder regex) {
        char c = glob.charAt(at);
        switch (c) {
            case '*' -> {
                // Possessive over a run of stars: "****a" costs no more than "*a".
                int end = at;
                while (end < glob.length() && glob.charAt(end) == '*') {
                    end++;
                }
                regex.append(".*");
                return end;
            }
            case '?' -> regex.append('.');
            case '[' -> {
                return set(glob, at, regex);
            }
            case '\\' -> {
                int next = Math.min(at + 1, glob.length() - 1);
                literal(glob.charAt(next), regex);
                return next + 1;
            }
            default -> literal(c, regex);
        }
        return at + 1;
    }

    private static int set(String glob, int at, StringBuilder regex) {
        int close = glob.indexOf(']', at + 2);
        if (close < 0) {
            literal('[', regex);
            return at + 1;
        }
        boolean negated = glob.charAt(at + 1) == '!' || glob.charAt(at + 1) == '^';
        int from = negated ? at + 2 : at + 1;
        if (from == close) {
            literal('[', regex);
            return at + 1;
        }
        StringBuilder set = new StringBuilder(negated ? "[^" : "[");
        for (int i = from; i < close; i++) {
            char c = glob.charAt(i);
            boolean range = c == '-' && i > from && i < close - 1 && glob.charAt(i - 1) <= glob.charAt(i + 1);
            set.append(range ? "-" : escaped(c));
        }
        regex.append(set).append(']');
        return close + 1;
    }

    private static void literal(char c, StringBuilder regex) {
        regex.append(escaped(c));
    }

    private static String escaped(char c) {
        return Character.isLetterOrDigit(c) || c > 127 ? String.valueOf(c) : "\\" + c;
    }
}
