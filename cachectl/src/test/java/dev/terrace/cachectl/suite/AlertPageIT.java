package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same as a person sees it: signed in at the dashboard, in a real browser. The walk is {@code alert-page.mjs}. */
@OnTheSuite
@Tag("browser")
@Execution(ExecutionMode.CONCURRENT)
class AlertPageIT {
    private static final Duration LOADED = Duration.ofSeconds(60);
    private static final Duration OVER = Duration.ofSeconds(150);
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    @Test
    void theDashboardShowsAnAlertWhileItFiresAndThatItIsOver(RunningSuite suite) throws Exception {
        Api gateway = suite.gateway(2);
        String cache = gateway.cache(Map.of("tiers", List.of("memory")));
        Path pictures = Files.createDirectories(suite.root().resolve("cachectl/target/pictures"));
        Process browser = browser(suite, gateway, cache, pictures);
        try (Traffic traffic = new Traffic(gateway, cache)) {
            await().atMost(LOADED).until(() -> said.contains("firing") || !browser.isAlive());
            assertTrue(said.contains("firing"), said::toString);
            traffic.turnGood();
            await().atMost(OVER).until(() -> !browser.isAlive());
            assertTrue(said.contains("resolved"), said::toString);
            assertTrue(Files.size(pictures.resolve("alert-firing.png")) > 10_000);
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
    }

    private Process browser(RunningSuite suite, Api gateway, String cache, Path pictures) throws IOException {
        Path walk = suite.root().resolve("cachectl/src/test/resources/alert-page.mjs");
        ProcessBuilder node = new ProcessBuilder("node", walk.toString())
                .directory(suite.root().resolve("dashboard").toFile())
                .redirectErrorStream(true);
        node.environment()
                .putAll(Map.of(
                        "PAGE",
                        gateway.url() + "/dashboard/",
                        "TOKEN",
                        gateway.token(),
                        "CACHE",
                        cache,
                        "PICTURES",
                        pictures.toString()));
        Process process = node.start();
        Thread.ofVirtual().start(() -> {
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            lines.lines().forEach(said::add);
        });
        return process;
    }
}
