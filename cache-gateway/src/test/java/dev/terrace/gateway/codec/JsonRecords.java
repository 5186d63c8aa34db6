package dev.terrace.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Records as a shop's API answers them: 200 to 1,000 bytes of JSON, the names alike, the values not. */
public final class JsonRecords {
    private static final List<String> WORDS = List.of(
            "linen", "walnut", "copper", "desk", "lamp", "chair", "oak", "soft", "grey", "blue", "round", "tall",
            "wool", "glass", "table", "shelf", "small", "large", "brass", "woven");

    private JsonRecords() {}

    /** That many, of that seed. */
    public static List<byte[]> of(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> one(random)).toList();
    }

    private static byte[] one(Random random) {
        StringBuilder tags = new StringBuilder();
        int n = 1 + random.nextInt(8);
        for (int i = 0; i < n; i++) {
            tags.append(i == 0 ? "" : ",").append('"').append(word(random)).append('"');
        }
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(40);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
        String json = """
                {"id":"%016x","sku":"SKU-%06d","name":"%s %s","price":{"amount":%d.%02d,"currency":"EUR"},"stock":%d,\
                "available":%b,"updated_at":"2026-%02d-%02dT%02d:%02d:%02dZ","tags":[%s],"description":"%s"}""".formatted(
                        random.nextLong(),
                        random.nextInt(1_000_000),
                        word(random),
                        word(random),
                        random.nextInt(2000),
                        random.nextInt(100),
                        random.nextInt(500),
                        random.nextBoolean(),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        tags,
                        text);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
