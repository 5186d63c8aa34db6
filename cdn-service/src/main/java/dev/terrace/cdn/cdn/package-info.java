/**
 * The seam to CDNs, and purges kept until they are complete.
 * In: what is to be purged; out: how far each provider is.
 * May import: Mutiny, asset, common-events.
 */
@NullMarked
package dev.terrace.cdn.cdn;

import org.jspecify.annotations.NullMarked;
