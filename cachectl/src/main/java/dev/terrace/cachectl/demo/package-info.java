/**
 * Living, mixed traffic.
 * In: a rate; out: requests.
 * May import: java.*; client.
 */
@NullMarked
package dev.terrace.cachectl.demo;

import org.jspecify.annotations.NullMarked;
