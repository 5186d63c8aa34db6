package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.Origin.Written;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer;
import dev.terrace.gateway.cache.guard.TierFailure;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means for the caller. Nothing of other rows, and no statement, is told. */
record Refused(Refusal why, String detail) {
    private static final String QUERY_CANCELLED = "57014";
    private static final String NO_TABLE = "42P01";
    private static final String NOT_ALLOWED = "42501";
    private static final String PLAN_CHANGED = "0A000";
    private static final String UNIQUE = "23505";
    private static final String OUT_OF_RANGE = "22003";

    static Refused of(@Nullable Throwable failure) {
        if (failure instanceof TierFailure tier && tier.outcome() == TierAnswer.Outcome.TIMEOUT) {
            return new Refused(Refusal.ORIGIN_TIMEOUT, "the database did not answer in time");
        }
        String state = state(failure);
        if (state.equals(QUERY_CANCELLED)) {
            return new Refused(Refusal.ORIGIN_TIMEOUT, "the database did not answer in time");
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return new Refused(Refusal.NOT_SUPPORTED, "the table does not take this value" + where(failure, state));
        }
        return state.isEmpty()
                ? new Refused(Refusal.ORIGIN_FAILED, "the database could not be reached")
                : new Refused(Refusal.ORIGIN_FAILED, "the database failed (SQLSTATE " + state + ")");
    }

    /** Of an increment: a sum that does not fit is a conflict. */
    static Refused ofCount(@Nullable Throwable failure) {
        return state(failure).equals(OUT_OF_RANGE)
                ? new Refused(Refusal.CONFLICT, "the sum does not fit into the column")
                : of(failure);
    }

    private static String where(@Nullable Throwable failure, String state) {
        PgException known = (PgException) failure;
        String column = known == null ? null : known.getColumn();
        String constraint = known == null ? null : known.getConstraint();
        String place = column != null ? ", column " + column : constraint != null ? ", constraint " + constraint : "";
        return " (SQLSTATE " + state + place + ")";
    }

    static String state(@Nullable Throwable failure) {
        return failure instanceof PgException known && known.getSqlState() != null ? known.getSqlState() : "";
    }

    static boolean noTable(Throwable failure) {
        return state(failure).equals(NO_TABLE);
    }

    static boolean taken(Throwable failure) {
        return state(failure).equals(UNIQUE);
    }

    static boolean notAllowed(Throwable failure) {
        return state(failure).equals(NOT_ALLOWED);
    }

    /** Whether the table may be another than it was: the database says so, or a column brings values of another type. */
    static boolean changed(Throwable failure) {
        return failure instanceof ClassCastException
                || state(failure).startsWith("42")
                || state(failure).equals(PLAN_CHANGED);
    }

    Written written() {
        return new Written.Failed(why, detail);
    }
}
