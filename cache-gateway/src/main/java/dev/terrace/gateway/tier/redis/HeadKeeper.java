package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Stamp;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Generation and floor of one cache: the highest this process was told or saw, and the way to give them to a server that lost them. Raising
 * again what was seen last is enough although another node may have raised higher meanwhile: what the higher floor is there to refuse are
 * fills from before the loss, and their tickets no longer fit. A fill that begins after the loss reads sources from which the marks' keys
 * were removed before the marks were retired.
 */
final class HeadKeeper {
    private static final byte[] NO_FLOOR = {};

    private final RedisServer server;
    private final WireKeys keys;
    private final SecureRandom random = new SecureRandom();
    private volatile Position generation = Position.NONE;
    private volatile @Nullable Position floor;
    private final AtomicBoolean mending = new AtomicBoolean();

    HeadKeeper(RedisServer server, WireKeys keys) {
        this.server = server;
        this.keys = keys;
    }

    Position generation() {
        return generation;
    }

    Uni<Void> raiseFloor(Position to) {
        return Uni.createFrom().deferred(() -> {
            learnFloor(to);
            return raise();
        });
    }

    Uni<Void> renew(Position to) {
        return Uni.createFrom().deferred(() -> {
            learnGeneration(to);
            return raise();
        });
    }

    /** Brings this process and the server to the higher of both generations. */
    Uni<Void> agree() {
        return raise();
    }

    /** Takes in a head that was read; mends a lost one in the background. Null when nothing may be taken from the server. */
    @Nullable
    Head see(byte @Nullable [] bytes) {
        Head head = Head.read(bytes);
        if (head != null) {
            learnGeneration(head.generation());
            if (head.floor() != null) {
                learnFloor(head.floor());
            }
        }
        boolean behind = head == null || head.generation().before(generation);
        boolean floorless = head == null || head.floor() == null;
        if (behind || (floorless && floor != null)) {
            mend();
        }
        return behind ? null : head;
    }

    Ticket ticket(byte @Nullable [] bytes) {
        return ticket(see(bytes));
    }

    /** A ticket under that head; one that never fits without a head. */
    static Ticket ticket(@Nullable Head head) {
        return head == null ? Ticket.NONE : new RedisTicket(head.incarnation(), head.generation());
    }

    private void mend() {
        if (floor != null && mending.compareAndSet(false, true)) {
            raise().onTermination().invoke(() -> mending.set(false)).subscribe().with(done -> {}, e -> {});
        }
    }

    private Uni<Void> raise() {
        byte[] incarnation = new byte[8];
        random.nextBytes(incarnation);
        Position known = floor;
        byte[] floorBytes = known == null ? NO_FLOOR : Stamp.order(known);
        byte[] generationBytes = Stamp.order(generation);
        return server.run(Scripts.RAISE, run -> List.of(keys.head(run)), incarnation, generationBytes, floorBytes)
                .invoke(answer -> see(RedisTier.bytes(answer)))
                .replaceWithVoid();
    }

    private synchronized void learnGeneration(Position to) {
        if (generation.before(to)) {
            generation = to;
        }
    }

    private synchronized void learnFloor(Position to) {
        Position known = floor;
        if (known == null || known.before(to)) {
            floor = to;
        }
    }
}
