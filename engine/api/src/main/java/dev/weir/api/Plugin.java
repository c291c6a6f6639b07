package dev.weir.api;

import java.util.List;

/**
 * Entry point of a jar with processors, found through {@link java.util.ServiceLoader}.
 *
 * <p>Implementations must not do work in their constructor: a plugin is created to ask what it
 * offers, even when none of its processors is used.
 */
public interface Plugin {

    List<Class<? extends Processor>> processors();

    /** Kinds of connections that the processors use. */
    default List<Class<? extends Connection>> connections() {
        return List.of();
    }
}
