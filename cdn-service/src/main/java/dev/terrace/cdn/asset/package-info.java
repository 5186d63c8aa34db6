/**
 * What an asset is: path, type, fingerprint, variants, how it is cached and negotiated.
 * In: bytes and headers; out: records and verdicts.
 * May import: java.* only.
 */
@NullMarked
package dev.terrace.cdn.asset;

import org.jspecify.annotations.NullMarked;
