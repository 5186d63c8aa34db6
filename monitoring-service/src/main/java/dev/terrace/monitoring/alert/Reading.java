package dev.terrace.monitoring.alert;

/** What a rule's window showed. That there was too little to tell, and that nothing was heard at all, are no values. */
public sealed interface Reading {
    /**
     * A value on enough requests.
     *
     * @param value in the rule's unit
     * @param excused when the value is beyond a threshold for a healthy reason: a bounded, evicting tier may be full
     */
    record Measured(double value, boolean excused) implements Reading {
        public Measured(double value) {
            this(value, false);
        }
    }

    /** Windows came, with fewer requests than the rule needs. */
    record Quiet() implements Reading {}

    /** No window came. */
    record Absent() implements Reading {}
}
