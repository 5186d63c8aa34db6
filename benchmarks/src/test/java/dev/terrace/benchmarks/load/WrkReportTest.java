package dev.terrace.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrkReportTest {
    private static final String GOOD = """
            Running 8s test @ http://127.0.0.1:18480/
              1 threads and 16 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.62ms    6.14ms  97.77ms   95.20%
                Req/Sec    42.99k    13.79k   60.02k    75.00%
              Latency Distribution
                 50%  179.00us
                 75%  312.00us
                 90%    2.05ms
                 99%   28.45ms
              343884 requests in 8.02s, 378.12MB read
            Requests/sec:  42860.98
            Transfer/sec:     47.13MB
            """;

    @Test
    void requestsRateAndPercentilesAreRead() {
        assertEquals(new Done(343_884, 0, 42_860.98, 179, 28_450), WrkReport.parse(GOOD));
    }

    @Test
    void badAnswersAndSocketErrorsAreFailures() {
        String bad = GOOD.replace(
                "Requests/sec",
                "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 100\nRequests/sec");
        assertEquals(110, WrkReport.parse(bad).failed());
    }

    @ParameterizedTest
    @CsvSource({"317.00us,317", "1.22ms,1220", "2.00s,2000000", "1.50m,90000000", "0.00us,0"})
    void timesHaveUnits(String time, double micros) {
        assertEquals(micros, WrkReport.micros(time), 1e-6);
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> WrkReport.parse("unable to connect to 127.0.0.1:1"));
        assertThrows(IllegalArgumentException.class, () -> WrkReport.micros("12"));
    }

    @Test
    void aBodyIsPostedAsItIsOrRefused() {
        String script = Wrk.post("{\"keys\":[\"a\",\"b\"]}");
        assertTrue(
                script.contains("wrk.method = \"POST\"") && script.contains("[==[{\"keys\":[\"a\",\"b\"]}]==]"),
                script);
        assertThrows(IllegalArgumentException.class, () -> Wrk.post("a]==]b"));
    }
}
