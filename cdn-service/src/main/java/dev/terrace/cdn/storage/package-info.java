/**
 * Where published bytes lie.
 * In: object names and bytes; out: bytes.
 * May import: Mutiny.
 */
@NullMarked
package dev.terrace.cdn.storage;

import org.jspecify.annotations.NullMarked;
