package dev.terrace.optimizer.advice;

import java.util.Map;

/** A change that is worth making, before it is a matter of record. One kind a record; each knows how it is verified and undone. */
public sealed interface Recommendation permits Resize {
    /** The cache it is for. */
    String cacheName();

    /** As on the wire. */
    String kind();

    /** One line for people. */
    String title();

    /** Configuration field to its change. */
    Map<String, Move> change();

    /** Objects that the change is about. */
    long objects();

    /** Bytes that the change is about. */
    long bytes();

    /** Metric to what is expected. */
    Map<String, Estimate> predicted();

    /** 0 to 100: how much better, how sure. */
    double impactScore();

    /** 0 to 1. */
    double confidence();

    /** What the figures rest on. */
    Map<String, Object> evidence();

    /** What can go wrong. */
    String risk();

    /** How it will be told whether it held. */
    String verification();

    /** How it is undone. */
    String undo();
}
