/**
 * Holds docker-compose.yml, the Dockerfiles and k8s/base against the code that they run.
 * In: the checkout's files and sources; out: a verdict.
 * May import: every room, the Java compiler's syntax trees, a YAML parser, typed Kubernetes models.
 */
@NullMarked
package dev.terrace.stack.deploy;

import org.jspecify.annotations.NullMarked;
