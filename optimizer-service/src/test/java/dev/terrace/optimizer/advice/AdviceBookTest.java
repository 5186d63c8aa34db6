package dev.terrace.optimizer.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a recommendation, with the gateway's configurations in a map. */
class AdviceBookTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> told = new ArrayList<>();
    private final AdviceInMemory store = new AdviceInMemory();
    private final AdviceBook book =
            new AdviceBook(store, advice -> told.add(advice.status().wireName()), () -> now);
    private final Map<String, Double> gateway = new HashMap<>(Map.of("memory_max_mb", 64.0));
    private boolean away;
    private final Desk desk = new Desk(book, (cache, fields) -> {
        if (away) {
            return Uni.createFrom().failure(new Configurations.NotChangedException("away", false));
        }
        Map<String, Double> before = Map.copyOf(gateway);
        gateway.putAll(fields);
        return Uni.createFrom().item(before);
    });

    @Test
    void updatesTheSameRecommendationAndTellsOnlyNews() {
        Advice first = one(taken(resize(8)));
        Advice second = one(taken(resize(8.4)));
        assertEquals(first.id(), second.id());
        assertEquals(8.4, second.content().change().get("memory_max_mb").to());
        assertEquals(List.of("proposed"), told);
        one(taken(resize(20)));
        assertEquals(List.of("proposed", "proposed"), told);
    }

    @Test
    void expiresWhatIsNotRecommendedAnyMore() {
        taken(resize(8));
        assertTrue(taken().isEmpty());
        assertEquals(List.of("proposed", "expired"), told);
    }

    @Test
    void appliesAndRollsBack() {
        Advice advice = one(taken(resize(8)));
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, await(desk.apply(advice.id(), "ann")));
        assertEquals(Status.APPLIED, done.after().status());
        assertEquals(8.0, gateway.get("memory_max_mb"));
        assertInstanceOf(Outcome.NotNow.class, await(desk.apply(advice.id(), "ann")));
        assertInstanceOf(Outcome.Done.class, await(desk.rollBack(advice.id(), "ann")));
        assertEquals(64.0, gateway.get("memory_max_mb"));
        assertEquals(List.of("proposed", "applying", "applied", "rolled_back"), told);
    }

    @Test
    void staysProposedWhenTheGatewayIsAway() {
        Advice advice = one(taken(resize(8)));
        away = true;
        assertInstanceOf(Outcome.Failed.class, await(desk.apply(advice.id(), "ann")));
        assertEquals(Status.PROPOSED, one(taken(resize(8))).status());
        assertEquals(64.0, gateway.get("memory_max_mb"));
    }

    @Test
    void repeatsWhatWasDismissedOnlyLaterOrWhenItIsAnother() {
        Advice advice = one(taken(resize(8)));
        await(desk.dismiss(advice.id(), "ann"));
        assertTrue(taken(resize(8)).isEmpty());
        now = now.plusSeconds(1);
        Advice another = one(taken(resize(30)));
        assertNotEquals(advice.id(), another.id());
        now = now.plusSeconds(1);
        await(desk.dismiss(another.id(), "ann"));
        now = now.plus(Duration.ofDays(8));
        assertEquals(1, taken(resize(30)).size());
    }

    private List<Advice> taken(Recommendation... made) {
        return await(book.take("shop", List.of(made)));
    }

    private static Advice one(List<Advice> open) {
        assertEquals(1, open.size());
        return open.getFirst();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private static Resize resize(double to) {
        return new Resize(
                "shop", new Move(64.0, to), 1_000, 1_000_000, new Estimate(0.7, 0.69, 0.71), 0.75, 30, 0.9, Map.of());
    }
}
