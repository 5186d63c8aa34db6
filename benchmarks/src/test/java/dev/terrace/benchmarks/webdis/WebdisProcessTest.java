package dev.terrace.benchmarks.webdis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WebdisProcessTest {
    @Test
    void itIsToldWhereThatRedisIs() {
        Map<String, Object> settings = WebdisProcess.settings("127.0.0.1:6380", 7380, 2);
        assertEquals("127.0.0.1", settings.get("redis_host"));
        assertEquals(6380, settings.get("redis_port"));
        assertEquals(7380, settings.get("http_port"));
        assertEquals(2, settings.get("threads"));
        assertEquals(false, settings.get("daemonize"));
    }
}
