/**
 * Talks to the suite.
 * In: paths and JSON; out: JSON, or a SuiteException with the exit code.
 * May import: java.net.http, Jackson.
 */
@NullMarked
package dev.terrace.cachectl.client;

import org.jspecify.annotations.NullMarked;
