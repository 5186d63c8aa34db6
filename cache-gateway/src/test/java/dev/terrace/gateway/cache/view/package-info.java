/** Tests of the view: what a mark covers, what a floor means. */
@NullMarked
package dev.terrace.gateway.cache.view;

import org.jspecify.annotations.NullMarked;
