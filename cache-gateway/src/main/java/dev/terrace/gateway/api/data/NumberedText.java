package dev.terrace.gateway.api.data;

/**
 * A text that differs by one number alone, such as a field of a header. The last one of each of {@value #SLOTS} remainders is kept, since the
 * same numbers come again and again: seconds that are left, lengths. A race between two threads costs one more text.
 */
final class NumberedText {
    private static final int SLOTS = 1024;

    private final String before;
    private final String after;
    private final Made[] made = new Made[SLOTS];

    NumberedText(String before, String after) {
        this.before = before;
        this.after = after;
        for (int i = 0; i < SLOTS; i++) {
            made[i] = made(i);
        }
    }

    /** The text with that number. */
    String of(long number) {
        int slot = Math.floorMod(number, SLOTS);
        Made last = made[slot];
        if (last.number != number) {
            last = made(number);
            made[slot] = last;
        }
        return last.text;
    }

    private Made made(long number) {
        return new Made(number, before + number + after);
    }

    /** Final fields: a thread that sees it sees all of it. */
    private record Made(long number, String text) {}
}
