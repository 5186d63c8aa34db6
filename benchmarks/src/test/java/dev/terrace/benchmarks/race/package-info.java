/**
 * The racing run as a test: on real gateways, whole and hurt, and on servers that are wrong on purpose.
 * In: the built gateway and the servers of the build; out: verdicts.
 * May import: the benchmarks, the test kit, JUnit.
 */
@NullMarked
package dev.terrace.benchmarks.race;

import org.jspecify.annotations.NullMarked;
