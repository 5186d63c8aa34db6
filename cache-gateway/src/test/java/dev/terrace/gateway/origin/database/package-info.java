/**
 * Tests of database origins against a real PostgreSQL.
 * In: calls of an origin; out: its answers, and what is in the table.
 * May import: JDBC, Vert.x, JUnit and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.origin.database;

import org.jspecify.annotations.NullMarked;
