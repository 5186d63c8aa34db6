/**
 * Cache configurations: what is valid, where they are kept, and how a change reaches every node.
 * In: settings as callers send them; out: kept configurations, and open caches on this node.
 * May import: Jackson, Hibernate Reactive Panache, the reactive PostgreSQL client; cache, values, access, events, service-kit.
 */
@NullMarked
package dev.terrace.gateway.catalog;

import org.jspecify.annotations.NullMarked;
