/**
 * What happens to an asset before it is published: a list of steps.
 * In: an asset; out: the asset with its variants.
 * May import: asset, java.*.
 */
@NullMarked
package dev.terrace.cdn.pipeline;

import org.jspecify.annotations.NullMarked;
