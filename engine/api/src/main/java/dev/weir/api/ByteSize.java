package dev.weir.api;

/** A setting that is a number of bytes, such as {@code 64MiB}. */
public record ByteSize(long bytes) {}
