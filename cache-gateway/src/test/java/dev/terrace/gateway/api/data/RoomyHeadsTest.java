package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Netty's own encoder makes of an answer. */
class RoomyHeadsTest {
    private static List<String> encoded(String value) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseEncoder());
        channel.config().setAllocator(new RoomyHeads(PooledByteBufAllocator.DEFAULT));
        channel.writeOutbound(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(value.getBytes(StandardCharsets.US_ASCII))));
        List<String> parts = new ArrayList<>();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            parts.add(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        channel.finishAndReleaseAll();
        return parts;
    }

    @Test
    void aSmallValueGoesOutWithItsHead() {
        String value = "v".repeat(1024);
        List<String> parts = encoded(value);
        assertEquals(1, parts.size());
        assertTrue(parts.getFirst().startsWith("HTTP/1.1 200 OK\r\n")
                && parts.getFirst().endsWith("\r\n\r\n" + value));
    }

    @Test
    void aLargerOneIsNotCopied() {
        String value = "v".repeat(RoomyHeads.ROOM);
        List<String> parts = encoded(value);
        assertEquals(2, parts.size());
        assertEquals(value, parts.getLast());
    }

    @Test
    void whatIsNoHeadGetsWhatItAsksFor() {
        RoomyHeads heads = new RoomyHeads(PooledByteBufAllocator.DEFAULT);
        for (int size : new int[] {9, RoomyHeads.ROOM, 1 << 20}) {
            ByteBuf buffer = heads.buffer(size);
            assertEquals(size, buffer.capacity());
            buffer.release();
        }
    }
}
