package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataKeyTest {
    private static final byte[] NONE = {};
    private static final byte[] BOUND = {1, 2, 3};

    private static byte[] repeated(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static String sealed(int key, String associated) {
        byte[] nonce = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(StandardCharsets.US_ASCII);
        DataKey with = new DataKey(1, repeated(key));
        byte[] out = with.sealed(
                with.keyFor(Arrays.copyOf(nonce, 12)),
                nonce,
                associated.getBytes(StandardCharsets.US_ASCII),
                "XAES-256-GCM".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(out, 24, out.length);
    }

    /** The vectors of the specification, one for each value of the top bit in CMAC's subkey. */
    @Test
    void sealsAsTheSpecificationSays() {
        assertEquals("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271", sealed(1, ""));
        assertEquals("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d", sealed(3, "c2sp.org/XAES-256-GCM"));
    }

    @Test
    void opensWhatAnotherProcessSealed() {
        DataKey here = new DataKey(1, repeated(5));
        DataKey there = new DataKey(1, repeated(5));
        byte[] sealed = here.seal(BOUND, new byte[] {9, 8});
        assertArrayEquals(new byte[] {9, 8}, there.open(BOUND, sealed, 0));
        assertNull(there.open(NONE, sealed, 0));
        assertNull(new DataKey(1, repeated(6)).open(BOUND, sealed, 0));
        assertNull(there.open(BOUND, Arrays.copyOf(sealed, sealed.length - 1), 0));
        assertNull(there.open(BOUND, new byte[39], 0));
    }

    @Test
    void noncesNeverRepeatAlsoWhereASaltIsSpent() {
        DataKey key = new DataKey(1, repeated(5), 100);
        Set<String> nonces = new HashSet<>();
        Set<String> salts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] sealed = key.seal(NONE, NONE);
            nonces.add(HexFormat.of().formatHex(sealed, 0, 24));
            salts.add(HexFormat.of().formatHex(sealed, 0, 12));
            assertArrayEquals(NONE, key.open(NONE, sealed, 0));
        }
        assertEquals(1000, nonces.size());
        assertEquals(10, salts.size());
    }

    @Test
    void labelsTellNeitherEqualValuesNorWhatTheyAre() {
        LabelKey labels = new LabelKey(repeated(7));
        assertEquals(labels.label("k", "e"), labels.label("k", "e"));
        assertNotEquals(labels.label("k", "e"), labels.label("l", "e"));
        assertNotEquals(labels.label("k", "xe"), labels.label("kx", "e"));
        assertNotEquals(labels.label("k", "e"), new LabelKey(repeated(8)).label("k", "e"));
        assertTrue(labels.label("k", "e").length() == 22);
    }
}
