package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.advice.Configurations.NotChangedException;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What people do with a recommendation: dismiss, apply, roll back. The gateway is changed between two states, so that no change is unrecorded. */
public final class Desk {
    private final AdviceBook book;
    private final Configurations configurations;

    public Desk(AdviceBook book, Configurations configurations) {
        this.book = book;
        this.configurations = configurations;
    }

    /** Declines it. */
    public Uni<Outcome> dismiss(String id, String actor) {
        return from(
                id,
                Status.DISMISSED,
                advice -> move(advice, Status.DISMISSED, advice.content().by(actor)));
    }

    /** Carries it out, remembering what was before. */
    public Uni<Outcome> apply(String id, String actor) {
        return from(id, Status.APPLYING, advice -> book.move(
                        advice, Status.APPLYING, advice.content().by(actor))
                .flatMap(taken -> taken.isEmpty() ? notNow(advice) : carry(advice, taken.get())));
    }

    private Uni<Outcome> carry(Advice before, Advice applying) {
        Map<String, Double> wanted = new HashMap<>();
        applying.content().change().forEach((field, change) -> wanted.put(field, change.to()));
        return configurations
                .change(applying.cacheName(), wanted)
                .flatMap(
                        was -> move(applying, Status.APPLIED, applying.content().restoring(was)))
                .map(outcome -> outcome instanceof Outcome.Done done ? new Outcome.Done(before, done.after()) : outcome)
                .onFailure(NotChangedException.class)
                .recoverWithUni(failure -> move(applying, Status.PROPOSED, applying.content())
                        .replaceWith(failed((NotChangedException) failure)));
    }

    /** Puts back what was before it was applied. */
    public Uni<Outcome> rollBack(String id, String actor) {
        return from(id, Status.ROLLED_BACK, advice -> configurations
                .change(advice.cacheName(), advice.content().restore())
                .flatMap(
                        was -> move(advice, Status.ROLLED_BACK, advice.content().by(actor)))
                .onFailure(NotChangedException.class)
                .recoverWithItem(failure -> failed((NotChangedException) failure)));
    }

    private Uni<Outcome> from(String id, Status wanted, Function<Advice, Uni<Outcome>> step) {
        return book.find(id).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(new Outcome.Unknown());
            }
            Advice advice = found.get();
            return advice.status().next().contains(wanted) ? step.apply(advice) : notNow(advice);
        });
    }

    private Uni<Outcome> move(Advice advice, Status wanted, Advice.Content content) {
        return book.move(advice, wanted, content)
                .map(moved -> moved.<Outcome>map(after -> new Outcome.Done(advice, after))
                        .orElseGet(() -> new Outcome.NotNow(advice.status())));
    }

    private static Uni<Outcome> notNow(Advice advice) {
        return Uni.createFrom().item(new Outcome.NotNow(advice.status()));
    }

    private static Outcome failed(NotChangedException failure) {
        return new Outcome.Failed(String.valueOf(failure.getMessage()), failure.refused());
    }
}
