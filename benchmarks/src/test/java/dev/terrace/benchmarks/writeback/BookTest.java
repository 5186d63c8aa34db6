package dev.terrace.benchmarks.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.benchmarks.writeback.Book.Op;
import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book();

    @Test
    void theLastAcknowledgedWriteHasToBeThere() {
        book.acknowledged("k", new Op(1, false));
        book.acknowledged("k", new Op(2, false));
        assertNull(book.wrong("k", "2 x"));
        assertEquals("lost", book.wrong("k", null));
        assertEquals("reordered", book.wrong("k", "1 x"));
    }

    @Test
    void whatWasDeletedStaysAway() {
        book.acknowledged("k", new Op(1, false));
        book.acknowledged("k", new Op(2, true));
        assertNull(book.wrong("k", null));
        assertEquals("resurrected", book.wrong("k", "1 x"));
    }

    @Test
    void aWriteOfUnknownOutcomeMayHaveHappenedOrNot() {
        book.acknowledged("k", new Op(1, false));
        assertFalse(book.closed("k"));
        book.unknown("k", new Op(2, true));
        assertTrue(book.closed("k"));
        assertNull(book.wrong("k", "1 x"));
        assertNull(book.wrong("k", null));
        assertEquals("reordered", book.wrong("k", "0 x"));
    }

    @Test
    void aKeyOfWhichNothingIsKnownToHaveHappenedIsEmptyOrHoldsTheUnknown() {
        book.unknown("k", new Op(5, false));
        assertNull(book.wrong("k", null));
        assertNull(book.wrong("k", "5 x"));
        assertEquals("reordered", book.wrong("k", "4 x"));
    }
}
