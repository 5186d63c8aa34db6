/**
 * Events as they come.
 * In: a topic; out: lines of JSON.
 * May import: kafka-clients.
 */
@NullMarked
package dev.terrace.cachectl.tail;

import org.jspecify.annotations.NullMarked;
