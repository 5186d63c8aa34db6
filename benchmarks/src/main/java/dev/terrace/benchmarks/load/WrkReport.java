package dev.terrace.benchmarks.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk prints with {@code --latency}. */
final class WrkReport {
    private static final Pattern REQUESTS = Pattern.compile("(?m)^\\s*(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec:\\s+([0-9.]+)");
    private static final Pattern STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern TIME = Pattern.compile("([0-9.]+)(us|ms|s|m|h)");

    private WrkReport() {}

    static Done parse(String text) {
        return new Done(
                Long.parseLong(one(REQUESTS, text)),
                failed(text),
                Double.parseDouble(one(RATE, text)),
                micros(one(percentile(50), text)),
                micros(one(percentile(99), text)));
    }

    private static Pattern percentile(int percent) {
        return Pattern.compile("(?m)^\\s+" + percent + "%\\s+(\\S+)");
    }

    private static String one(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("This is not what wrk prints: " + text.strip());
        }
        return matcher.group(1);
    }

    private static long failed(String text) {
        Matcher status = STATUS.matcher(text);
        long failed = status.find() ? Long.parseLong(status.group(1)) : 0;
        Matcher socket = SOCKET.matcher(text);
        if (socket.find()) {
            for (int i = 1; i <= socket.groupCount(); i++) {
                failed += Long.parseLong(socket.group(i));
            }
        }
        return failed;
    }

    /** A time like {@code 179.00us}, {@code 1.22ms} or {@code 1.00s}, in microseconds. */
    static double micros(String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("This is no time of wrk's: " + time);
        }
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value;
            case "ms" -> value * 1e3;
            case "s" -> value * 1e6;
            case "m" -> value * 60e6;
            default -> value * 3600e6;
        };
    }
}
