/**
 * Keys that are hot on any node are in the memory of every node (docs/adr/0007-warming.md).
 * In: this node's sketches and what other nodes tell; out: entries that memory keeps.
 * May import: cache, warming.
 */
@NullMarked
package dev.terrace.gateway.warming.hot;

import org.jspecify.annotations.NullMarked;
