package dev.terrace.cdn.asset;

import java.util.regex.Pattern;

/** Glob patterns with {@code *}, {@code ?} and {@code [a-z]}. */
public final class Glob {
    private final Pattern pattern;

    public Glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                regex.append('[')
                        .append(glob.substring(i + 1, close)
                                .replace("\\", "\\\\")
                                .replace("&&", "&\\&")
                                .replace("[", "\\["))
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Whether all of the text fits. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
