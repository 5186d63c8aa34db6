package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;

/** An origin of a test that is only read: what it brings is the test's to say. */
public abstract class ReadOnlyOrigin implements Origin {
    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public boolean conditional() {
        return false;
    }

    @Override
    public long softTimeoutMs() {
        return 200;
    }

    @Override
    public long hardTimeoutMs() {
        return 2000;
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        throw new AssertionError("nobody writes to it");
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        throw new AssertionError("nobody deletes from it");
    }

    @Override
    public Uni<String> probe() {
        return Uni.createFrom().item("there");
    }

    @Override
    public void close() {}
}
