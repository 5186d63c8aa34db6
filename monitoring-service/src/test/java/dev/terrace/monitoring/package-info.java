/**
 * Tests of the service as a whole.
 * In: windows as a gateway sends them; out: what the API, the stream and the topic say.
 * May import: everything.
 */
@NullMarked
package dev.terrace.monitoring;

import org.jspecify.annotations.NullMarked;
