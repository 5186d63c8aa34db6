/**
 * The real servers of the local stack: PostgreSQL, Redis twice, Memcached, Kafka, S3.
 * In: where to keep data, which port; out: a server that answers, and the environment by which services find it.
 * May import: host, and each adapter its one server library (Kafka, S3Proxy, the PostgreSQL driver).
 */
@NullMarked
package dev.terrace.stack.server;

import org.jspecify.annotations.NullMarked;
