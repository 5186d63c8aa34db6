package dev.terrace.cdn.asset;

import java.util.ArrayList;
import java.util.List;

/**
 * Glob patterns with {@code *}, {@code ?} and {@code [a-z]}. Matching takes at most pattern times text steps: only the last star is ever
 * taken back, so a pattern of many stars costs no more than its length. As a regular expression it could take for ever.
 */
public final class Glob {
    private static final Part STAR = c -> false;

    private final List<Part> parts = new ArrayList<>();

    /** One character of the pattern. */
    private interface Part {
        boolean takes(char c);
    }

    public Glob(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close);
                parts.add(one -> holds(set, one));
                i = close;
            } else {
                parts.add(part(c));
            }
        }
    }

    private static Part part(char c) {
        return switch (c) {
            case '*' -> STAR;
            case '?' -> one -> true;
            default -> one -> one == c;
        };
    }

    private static boolean holds(String set, char c) {
        for (int i = 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            if (range ? set.charAt(i) <= c && c <= set.charAt(i + 2) : set.charAt(i) == c) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    /** Whether all of the text fits. */
    public boolean matches(String text) {
        int part = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (part < parts.size() && parts.get(part) == STAR) {
                star = part++;
                resume = at;
            } else if (part < parts.size() && parts.get(part).takes(text.charAt(at))) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) == STAR) {
            part++;
        }
        return part == parts.size();
    }
}
