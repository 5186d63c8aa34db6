/**
 * Objects as files, for a suite without S3.
 * In: object names and bytes; out: bytes.
 * May import: storage, java.nio.
 */
@NullMarked
package dev.terrace.cdn.storage.directory;

import org.jspecify.annotations.NullMarked;
