/**
 * Files to published assets: pipeline, upload, record.
 * In: files; out: what was published.
 * May import: asset, pipeline, storage, Mutiny.
 */
@NullMarked
package dev.terrace.cdn.publish;

import org.jspecify.annotations.NullMarked;
