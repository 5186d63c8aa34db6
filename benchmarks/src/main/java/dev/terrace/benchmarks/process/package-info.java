/**
 * What a process on this machine uses.
 * In: a process id; out: processor time, memory, what it allocates, its command line.
 * May import: java.*, attaching and management of the JDK.
 */
@NullMarked
package dev.terrace.benchmarks.process;

import org.jspecify.annotations.NullMarked;
