/**
 * The whole suite from outside: started by its script on ports of its own, asked over HTTP and Kafka, in a browser, and hurt by signals.
 * In: what Maven has just packaged; out: whether it does what is promised.
 * May import: the room client of the command line for its JSON; nothing of the services.
 */
@NullMarked
package dev.terrace.cachectl.suite;

import org.jspecify.annotations.NullMarked;
