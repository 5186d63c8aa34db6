package dev.terrace.optimizer;

/** Hashes of keys as well mixed as a gateway's: the finaliser of splitmix64 (Steele, Lea and Flood, OOPSLA'14). */
public final class KeyHash {
    private KeyHash() {}

    public static long hash(long id) {
        long z = (id + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
