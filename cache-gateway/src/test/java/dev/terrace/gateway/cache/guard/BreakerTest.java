package dev.terrace.gateway.cache.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.sim.SimTime;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls whose own limit is two seconds, at a server that hangs, is slow, or works. */
class BreakerTest {
    private final SimTime time = new SimTime(1);
    private final Breaker breaker = new Breaker(time, () -> {});
    private boolean alive = true;
    private int signs;
    private final Supplier<Uni<?>> probe = () -> {
        signs++;
        return alive ? Uni.createFrom().item("PONG") : Uni.createFrom().nothing();
    };

    private void begin() {
        breaker.inFlight().incrementAndGet();
        breaker.begins(probe);
    }

    private void answered() {
        breaker.inFlight().decrementAndGet();
        breaker.success();
    }

    @Test
    void aServerThatHangsIsLeftAloneWithinASecond() {
        alive = false;
        begin();
        time.advance(590);
        assertEquals(Breaker.State.CLOSED, breaker.state());
        time.advance(20);
        assertTrue(breaker.state() != Breaker.State.CLOSED);
    }

    @Test
    void oneThatStopsInTheMiddleOfTheWatchAsWell() {
        begin();
        time.advance(50);
        answered();
        alive = false;
        begin();
        time.advance(800);
        assertTrue(breaker.state() != Breaker.State.CLOSED);
    }

    @Test
    void aSlowServerGivesTheSignAndIsAskedOn() {
        begin();
        time.advance(5000);
        assertEquals(Breaker.State.CLOSED, breaker.state());
        assertTrue(signs > 5, signs + " signs");
    }

    @Test
    void anAnswerMeanwhileIsASignToo() {
        alive = false;
        begin();
        begin();
        time.advance(300);
        answered();
        time.advance(310);
        assertEquals(Breaker.State.CLOSED, breaker.state());
    }

    @Test
    void nothingIsAskedWhileNothingIsInFlight() {
        begin();
        answered();
        time.advance(5000);
        assertEquals(0, signs);
        begin();
        alive = false;
        time.advance(700);
        assertTrue(breaker.state() != Breaker.State.CLOSED, "it is watched again");
    }

    @Test
    void itClosesWhenTheServerGoesOn() {
        alive = false;
        begin();
        time.advance(700);
        alive = true;
        time.advance(2000);
        assertEquals(Breaker.State.CLOSED, breaker.state());
    }
}
