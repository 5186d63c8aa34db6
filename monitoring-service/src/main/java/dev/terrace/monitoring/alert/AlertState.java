package dev.terrace.monitoring.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert stands. Each state has only its legal moves, so that an illegal one does not compile.
 *
 * <pre>
 * Pending       -> Firing | Resolved (it passed before it was confirmed)
 * Firing        -> Acknowledged | Recovering | NoData | Resolved (by a person; its cache is gone)
 * Acknowledged  -> Firing (it got worse) | Recovering | NoData | Resolved
 * Recovering    -> what it was before | NoData | Resolved (good for long enough)
 * NoData        -> what it was before | Recovering | Resolved (expired or by a person, never by itself)
 * Resolved      -> nothing
 * </pre>
 */
public sealed interface AlertState {
    /** When this state was reached. */
    Instant since();

    /** Name on the wire. */
    String status();

    /** Not resolved. */
    sealed interface Open extends AlertState {
        /** A person ends it. */
        default Resolved endedBy(Instant at, ByHand resolution) {
            return new Resolved(at, resolution.resolution());
        }

        /** There is nothing left to tell about. */
        default Resolved expire(Instant at, Expired resolution) {
            return new Resolved(at, resolution.resolution());
        }
    }

    /** Confirmed and lasting. */
    sealed interface Active extends Open {
        /** The values are good again. */
        default Recovering recover(Instant at) {
            return new Recovering(at, this);
        }

        /** There are no values any more. */
        default NoData lose(Instant at) {
            return new NoData(at, this);
        }
    }

    /** Bad, not yet for long enough. */
    record Pending(Instant since) implements Open {
        /** It lasted. */
        public Firing fire(Instant at) {
            return new Firing(at);
        }

        /** It passed. */
        public Resolved pass(Instant at, BySelf resolution) {
            return new Resolved(at, resolution.resolution());
        }

        @Override
        public String status() {
            return "pending";
        }
    }

    /** Bad, and nobody has taken it up. */
    record Firing(Instant since) implements Active {
        /** Somebody takes it up. */
        public Acknowledged acknowledge(Instant at, String by, @Nullable String reason) {
            return new Acknowledged(at, by, reason);
        }

        @Override
        public String status() {
            return "firing";
        }
    }

    /** Bad, and somebody has taken it up. */
    record Acknowledged(Instant since, String by, @Nullable String reason) implements Active {
        /** It got worse than what was taken up. */
        public Firing escalate(Instant at) {
            return new Firing(at);
        }

        @Override
        public String status() {
            return "acknowledged";
        }
    }

    /** Good, not yet for long enough. */
    record Recovering(Instant since, Active before) implements Open {
        /** Bad again. */
        public Active relapse() {
            return before;
        }

        /** There are no values any more. */
        public NoData lose(Instant at) {
            return new NoData(at, before);
        }

        /** It stayed good. */
        public Resolved settle(Instant at, BySelf resolution) {
            return new Resolved(at, resolution.resolution());
        }

        @Override
        public String status() {
            return "recovering";
        }
    }

    /** It was bad, and nothing is heard since. */
    record NoData(Instant since, Active before) implements Open {
        /** Values are back, and bad. */
        public Active relapse() {
            return before;
        }

        /** Values are back, and good. */
        public Recovering recover(Instant at) {
            return new Recovering(at, before);
        }

        @Override
        public String status() {
            return "no_data";
        }
    }

    /** Over, with proof. */
    record Resolved(Instant since, Resolution resolution) implements AlertState {
        @Override
        public String status() {
            return "resolved";
        }
    }

    /** A resolution by good values. */
    record BySelf(Resolution resolution) {}

    /** A resolution by a person. */
    record ByHand(Resolution resolution) {}

    /** A resolution for lack of anything to tell. */
    record Expired(Resolution resolution) {}
}
