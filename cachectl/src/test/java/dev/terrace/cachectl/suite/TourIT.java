package dev.terrace.cachectl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@OnTheSuite
class TourIT {
    private static final Pattern BLOCK = Pattern.compile("<!-- tour -->\\n```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CACHE_STATUS = Pattern.compile("(?i)cache-status: terrace-edge; (hit|fwd=miss)");

    @Test
    void theTourOfTheReadmeWorksAsPrinted(RunningSuite suite) throws IOException {
        String readme = Files.readString(suite.root().resolve("README.md"));
        List<String> blocks =
                BLOCK.matcher(readme).results().map(block -> block.group(1)).toList();
        assertTrue(blocks.size() >= 6, "blocks " + blocks.size());
        String script = String.join("\necho\n", blocks)
                .replace("http://localhost:8080", suite.gateway(1).url())
                .replace(".terrace/", suite.state() + "/");
        String said = suite.bash(script).succeeded();

        assertTrue(said.contains("{\"name\": \"Ada\"}"), said);
        assertTrue(said.lines().anyMatch(line -> line.endsWith("404")), said);
        List<String> edge = CACHE_STATUS
                .matcher(said)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(List.of("fwd=miss", "hit"), edge.subList(0, 2), said);
        assertEquals("fwd=miss", edge.getLast(), said);
        List<String> ratios = Pattern.compile("hit ratio \\d+")
                .matcher(said)
                .results()
                .map(MatchResult::group)
                .toList();
        assertTrue(ratios.size() >= 1, said);
    }
}
