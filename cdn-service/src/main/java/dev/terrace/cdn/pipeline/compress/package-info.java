/**
 * Pre-compressed variants: br 11, zstd 19, gzip 9, kept only where smaller.
 * In: an asset; out: its variants.
 * May import: asset, pipeline, brotli4j, zstd-jni.
 */
@NullMarked
package dev.terrace.cdn.pipeline.compress;

import org.jspecify.annotations.NullMarked;
