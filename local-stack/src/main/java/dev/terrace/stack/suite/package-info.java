/**
 * The suite: its services beside the servers, what they are told, what is known about them from outside.
 * In: settings; out: running services, the file that says what runs, bounded logs.
 * May import: host, supervise, server.
 */
@NullMarked
package dev.terrace.stack.suite;

import org.jspecify.annotations.NullMarked;
