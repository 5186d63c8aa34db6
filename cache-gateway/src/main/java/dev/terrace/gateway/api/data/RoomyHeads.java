package dev.terrace.gateway.api.data;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Buffers for the answers of a connection of HTTP/1.1, in which a small value finds room behind the head. Netty's encoder (HttpObjectEncoder)
 * writes a body into the head's buffer where it fits, but asks for one of the size of former heads. So each hit went out as two buffers, each
 * copied into a direct one, with a promise that combines both and a write that gathers them.
 */
final class RoomyHeads extends AbstractByteBufAllocator {
    /** Head and value in one buffer up to here; one of the sizes that Netty pools for each thread. */
    static final int ROOM = 4096;
    /** What is smaller is no head. */
    private static final int LEAST = 128;

    private final ByteBufAllocator plain;

    RoomyHeads(ByteBufAllocator plain) {
        this.plain = plain;
    }

    /** From now on for the connection of that request; called with each request, since nothing tells of a new connection. */
    static void on(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_1_1 && request.connection() instanceof ConnectionBase connection) {
            ChannelConfig config = connection.channel().config();
            ByteBufAllocator now = config.getAllocator();
            if (!(now instanceof RoomyHeads)) {
                config.setAllocator(new RoomyHeads(now));
            }
        }
    }

    @Override
    public ByteBuf buffer(int initialCapacity) {
        return initialCapacity >= LEAST && initialCapacity < ROOM
                ? plain.directBuffer(ROOM)
                : plain.buffer(initialCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return plain.isDirectBufferPooled();
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return plain.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return plain.directBuffer(initialCapacity, maxCapacity);
    }
}
