package dev.terrace.benchmarks.batch;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of batches over the keys {@code k0}, {@code k1} and so on. */
final class Bodies {
    private Bodies() {}

    static String key(int number) {
        return "k" + number;
    }

    /** Of {@code _mget}. */
    static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "\"" + key(n) + "\"")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** Of {@code _mset}: each value has that many bytes. */
    static String entries(int count, int bytes) {
        String value = Base64.getEncoder().encodeToString(new byte[bytes]);
        return IntStream.range(0, count)
                .mapToObj(n -> "{\"key\":\"" + key(n) + "\",\"value\":\"" + value + "\"}")
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }
}
