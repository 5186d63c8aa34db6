/**
 * The running suite.
 * In: the launcher's status, paths and JSON; out: addresses, pids, answers.
 * May import: java.net.http, Jackson.
 */
@NullMarked
package dev.terrace.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
