package dev.terrace.gateway.tier.memcached;

import net.spy.memcached.CachedData;
import net.spy.memcached.transcoders.Transcoder;

/** Bytes as they are: the codec has done the rest. */
final class Bytes implements Transcoder<byte[]> {
    static final Bytes PLAIN = new Bytes();

    private Bytes() {}

    @Override
    public boolean asyncDecode(CachedData data) {
        return false;
    }

    @Override
    public CachedData encode(byte[] bytes) {
        return new CachedData(0, bytes, getMaxSize());
    }

    @Override
    public byte[] decode(CachedData data) {
        return data.getData();
    }

    @Override
    public int getMaxSize() {
        return CachedData.MAX_SIZE;
    }
}
