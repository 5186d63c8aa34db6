package dev.terrace.stack.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.server.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WishTest {

    @Test
    void hasTheDocumentedDefaults() {
        Wish wish = new Wish(2, Map.of());
        assertEquals(
                Set.of(8080, 8081, 8090, 8091, 8082, 8083, 8084, 8085, 5432, 6379, 6380, 11_211, 9092, 9000),
                wish.ports().keySet());
    }

    @Test
    void aServerWhoseUrlIsSetIsNotStarted() {
        Wish wish = new Wish(1, Map.of("REDIS_URL", "redis://elsewhere:6379", "TERRACE_S3_ENDPOINT", ""));
        assertEquals(
                Set.of(Kind.POSTGRES, Kind.LOG_REDIS, Kind.MEMCACHED, Kind.KAFKA),
                wish.servers().keySet());
    }

    @Test
    void everyPortMoves() {
        Wish wish = new Wish(2, Map.of("TERRACE_GATEWAY_PORT", "9980", "TERRACE_STACK_KAFKA_PORT", "9999"));
        assertEquals(9990, wish.gatewayPort(2));
        assertEquals(9991, wish.proxyPort(2));
        assertEquals(9999, wish.servers().get(Kind.KAFKA));
    }

    @Test
    void aPortWantedTwiceIsNamed() {
        Wish wish = new Wish(1, Map.of("TERRACE_STACK_S3_PORT", "8080"));
        Refusal refusal = assertThrows(Refusal.class, wish::ports);
        assertTrue(String.valueOf(refusal.getMessage()).contains("port 8080 is wanted twice, for gateway 1 and s3"));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(Refusal.class, () -> new Wish(0, Map.of()));
        assertThrows(Refusal.class, () -> new Wish(1, Map.of("TERRACE_CDN_PORT", "many")).ports());
    }
}
