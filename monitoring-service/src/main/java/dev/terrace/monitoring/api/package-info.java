/**
 * The admin API of monitoring.
 * In: requests; out: metrics, alerts, rules, audit, cleanup.
 * May import: the other rooms but boot, and JAX-RS.
 */
@NullMarked
package dev.terrace.monitoring.api;

import org.jspecify.annotations.NullMarked;
