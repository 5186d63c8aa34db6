/**
 * Configuration mappings and wiring.
 * In: the environment; out: beans for the other rooms.
 * May import: every room of this service; nobody imports this one.
 */
@NullMarked
package dev.terrace.gateway.boot;

import org.jspecify.annotations.NullMarked;
