/**
 * The engine in this process, without a network, beside other caches.
 * In: options; out: JMH's figures.
 * May import: picocli, JMH, the gateway's engine, Caffeine, JetCache, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
