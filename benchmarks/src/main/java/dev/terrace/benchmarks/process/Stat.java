package dev.terrace.benchmarks.process;

/**
 * The line {@code /proc/PID/stat} (proc(5)).
 *
 * @param userTicks time in user mode of all threads, in ticks
 * @param systemTicks time in the kernel on behalf of it, in ticks
 */
public record Stat(long userTicks, long systemTicks) {
    /** Ticks a second that the kernel shows to programs (USER_HZ): 100 on every 64-bit Linux but Alpha. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Reads the line. The second field is a name in parentheses that may hold blanks and parentheses itself. */
    public static Stat parse(String line) {
        int end = line.lastIndexOf(')');
        String[] fields =
                end < 0 ? new String[0] : line.substring(end + 1).strip().split(" +", -1);
        if (fields.length <= SYSTEM) {
            throw new IllegalArgumentException("This is no line of /proc/PID/stat.");
        }
        return new Stat(Long.parseLong(fields[USER]), Long.parseLong(fields[SYSTEM]));
    }

    /** Processor time in microseconds, in steps of 10,000. */
    public long micros() {
        return (userTicks + systemTicks) * 1_000_000 / TICKS_PER_SECOND;
    }
}
