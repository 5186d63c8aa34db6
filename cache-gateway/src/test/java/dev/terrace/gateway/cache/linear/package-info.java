/**
 * Whether conditional writes, counting and reads of the record are linearizable, on three engines over the real servers.
 * In: histories of concurrent calls, recorded while servers fail; out: an order that explains each, or that there is none.
 * May import: the engine, its adapters, JUnit.
 */
@NullMarked
package dev.terrace.gateway.cache.linear;

import org.jspecify.annotations.NullMarked;
