package dev.terrace.gateway.cache.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every text is a glob. What it covers agrees with the plainest matcher there is. */
class GlobProperties {
    @Property(tries = 3000)
    void agreesWithThePlainestMatcher(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        boolean expected = plain(pattern, 0, text, 0);
        boolean actual = Glob.of(pattern).matches(text);
        assertTrue(expected == actual, () -> "'" + pattern + "' and '" + text + "': " + actual);
    }

    @Property
    void escapedCoversItselfAlone(@ForAll String text, @ForAll String other) {
        String escaped = text.replaceAll("([\\\\*?\\[])", "\\\\$1");
        assertTrue(Glob.of(escaped).matches(text));
        if (!other.equals(text)) {
            assertFalse(Glob.of(escaped).matches(other));
        }
    }

    @Property(tries = 300)
    void isNeverSlow(@ForAll("patterns") String pattern) {
        String many = pattern.repeat(1 + 1000 / Math.max(1, pattern.length()));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Glob.of(many).matches("ab]".repeat(340)));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab-]^!*?[\\").ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab-]^!*?[\\").ofMaxLength(8);
    }

    /** Tries everything, element by element. */
    private static boolean plain(String p, int i, String t, int j) {
        if (i == p.length()) {
            return j == t.length();
        }
        char c = p.charAt(i);
        if (c == '*') {
            return plain(p, i + 1, t, j) || (j < t.length() && plain(p, i, t, j + 1));
        }
        if (j == t.length()) {
            return false;
        }
        int close = c == '[' ? p.indexOf(']', i + 2) : -1;
        if (close > 0) {
            return inside(p.substring(i + 1, close), t.charAt(j)) && plain(p, close + 1, t, j + 1);
        }
        if (c == '\\' && i + 1 < p.length()) {
            return p.charAt(i + 1) == t.charAt(j) && plain(p, i + 2, t, j + 1);
        }
        return (c == '?' || c == t.charAt(j)) && plain(p, i + 1, t, j + 1);
    }

    private static boolean inside(String body, char c) {
        boolean negated = body.startsWith("^") || body.startsWith("!");
        String rest = negated ? body.substring(1) : body;
        boolean in = false;
        int i = 0;
        while (i < rest.length()) {
            if (i + 2 < rest.length() && rest.charAt(i + 1) == '-') {
                in |= rest.charAt(i) <= c && c <= rest.charAt(i + 2);
                i += 3;
            } else {
                in |= rest.charAt(i) == c;
                i++;
            }
        }
        return in != negated;
    }
}
