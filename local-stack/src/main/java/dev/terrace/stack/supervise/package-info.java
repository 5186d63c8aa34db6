/**
 * Programs kept running: started, waited for, started again when they end by themselves, ended in order.
 * In: a plan of one program; out: its process while it lives.
 * May import: host.
 */
@NullMarked
package dev.terrace.stack.supervise;

import org.jspecify.annotations.NullMarked;
