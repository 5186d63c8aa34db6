/**
 * Rules, and the states an alert goes through.
 * In: readings and the moment; out: alerts in their next state.
 * May import: java, Mutiny and its own package only.
 */
@NullMarked
package dev.terrace.monitoring.alert;

import org.jspecify.annotations.NullMarked;
