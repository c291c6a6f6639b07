package dev.weir.core.plan;

/**
 * Something that a processor said about its settings, before it is known where they stand.
 *
 * @param offset character in the setting's text, or -1
 */
record Told(String code, String setting, int offset, String message) {}
