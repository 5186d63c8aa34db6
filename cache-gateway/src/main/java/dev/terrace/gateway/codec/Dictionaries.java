package dev.terrace.gateway.codec;

import org.jspecify.annotations.Nullable;

/** The dictionaries of one cache, as this node holds them now. On the path of requests: must not block or throw. */
public interface Dictionaries {
    /** None, and nothing is learned. */
    Dictionaries NONE = new Dictionaries() {
        @Override
        public @Nullable Dictionary current() {
            return null;
        }

        @Override
        public @Nullable Dictionary find(long id) {
            return null;
        }

        @Override
        public void seen(byte[] value) {}

        @Override
        public void used(int raw, int packed) {}
    };

    /** With which values are packed now: every node holds it. Null for none. */
    @Nullable
    Dictionary current();

    /** The one of that id; null when this node does not hold it. It is asked for in the background. */
    @Nullable
    Dictionary find(long id);

    /** A value of a size that a dictionary may help was stored; the array is kept, not copied. */
    void seen(byte[] value);

    /** The present dictionary made so many bytes of so many. */
    void used(int raw, int packed);
}
