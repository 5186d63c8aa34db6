/**
 * Lists with cursors.
 * In: limit and cursor of a request; out: a page.
 * May import: problem.
 */
@NullMarked
package dev.terrace.kit.page;

import org.jspecify.annotations.NullMarked;
