/**
 * Objects in S3 or what speaks its protocol.
 * In: object names and bytes; out: bytes.
 * May import: storage, the AWS SDK.
 */
@NullMarked
package dev.terrace.cdn.storage.s3;

import org.jspecify.annotations.NullMarked;
