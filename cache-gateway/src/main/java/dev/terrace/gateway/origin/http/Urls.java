package dev.terrace.gateway.origin.http;

import java.nio.charset.StandardCharsets;

/** Fills a key into a template as one segment: everything but RFC 3986's unreserved characters is percent-encoded. */
final class Urls {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Urls() {}

    static String fill(String template, String key) {
        return template.replace("{key}", segment(key));
    }

    /** A key of dots alone would be a dot-segment, which clients and servers fold: its dots are encoded too. */
    private static String segment(String key) {
        boolean dots = key.equals(".") || key.equals("..");
        StringBuilder out = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || (UNRESERVED.indexOf(c) >= 0 && !dots))) {
                out.append(c);
            } else {
                out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }
}
