/**
 * What the machine offers: processes, ports, secrets in files, binaries.
 * In: paths, pids, ports; out: marks of processes, unpacked programs, one clear line when the machine refuses.
 * May import: java.*, JSpecify, commons-compress and xz.
 */
@NullMarked
package dev.terrace.stack.host;

import org.jspecify.annotations.NullMarked;
