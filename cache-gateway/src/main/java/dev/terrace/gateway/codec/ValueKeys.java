package dev.terrace.gateway.codec;

import org.jspecify.annotations.Nullable;

/** The keys of one cache's values, as this node holds them now. On the path of requests: must not block or throw. */
public interface ValueKeys {
    /** No key at all. */
    ValueKeys NONE = new ValueKeys() {
        @Override
        public @Nullable DataKey current() {
            return null;
        }

        @Override
        public @Nullable DataKey version(int version) {
            return null;
        }

        @Override
        public @Nullable LabelKey labels() {
            return null;
        }
    };

    /** What values are sealed with now; null when this node holds none. */
    @Nullable
    DataKey current();

    /** The key of that version; null when this node does not hold it. It is asked for in the background. */
    @Nullable
    DataKey version(int version);

    /** The key of labels; the same for the cache's whole life. Null when this node does not hold it. */
    @Nullable
    LabelKey labels();
}
