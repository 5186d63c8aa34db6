package dev.terrace.gateway.cache.view;

/** A mark with its offset in the present epoch. */
public record Logged(long offset, Mark mark) {}
