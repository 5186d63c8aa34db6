/**
 * Database origins: a row a key.
 * In: keys and values; out: what a table of a named data source holds, within time limits, conditions decided in one statement.
 * May import: the reactive PostgreSQL client, and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.origin.database;

import org.jspecify.annotations.NullMarked;
