package dev.terrace.cdn.pipeline.compress;

/** A content coding at its best ratio. */
interface Encoder {
    /** Name in Content-Encoding. */
    String encoding();

    /** The encoded bytes. */
    byte[] encode(byte[] content);
}
