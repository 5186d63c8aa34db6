/** Law 4 on real servers: engines of four gateways over one log, one values' Redis and one origin. */
@NullMarked
package dev.terrace.gateway.herd;

import org.jspecify.annotations.NullMarked;
