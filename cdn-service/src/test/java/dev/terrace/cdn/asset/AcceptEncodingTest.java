package dev.terrace.cdn.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
    private static final List<String> ALL = List.of("gzip", "br", "zstd");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | br",
                "gzip | gzip",
                "br;q=0, gzip | gzip",
                "gzip;q=1.0, br;q=0.5 | gzip",
                "* | br",
                "*;q=0 | identity",
                "identity, gzip;q=0.5 | identity",
                "br;q=x | identity",
                "deflate | identity",
            })
    void choosesByWeightThenBySize(String header, String coding) {
        assertEquals(coding, AcceptEncoding.choose(header, ALL));
    }

    @Test
    void sendsWhatIsThere() {
        assertEquals("gzip", AcceptEncoding.choose("br, gzip", List.of("gzip")));
        assertEquals("identity", AcceptEncoding.choose("br, gzip", List.of()));
        assertEquals("identity", AcceptEncoding.choose(null, ALL));
    }
}
