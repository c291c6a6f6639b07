package dev.weir.api;

/**
 * Named access to an outside system. An implementation is a {@code record} with {@link
 * Processor.Named}, described like a processor's settings. A processor asks for one by having it as
 * a component: in the flow file the setting is the name of a connection of the project, or its
 * settings themselves.
 */
public interface Connection {}
