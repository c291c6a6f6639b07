package dev.weir.core.run;

import java.io.IOException;

/** The outside world of test processors: fails when a test wants it to. */
interface Outside {

    /** Nothing ever fails. */
    Outside SOUND = _ -> {};

    /** Called before something is done that may fail. */
    void check(String what) throws IOException;

    /** A source was told that what it gave before a number is durable. */
    default void committed(String source, String split, long next) throws IOException {}

    /** Whether sources that have given all their rows wait for more. */
    default boolean isEndless() {
        return false;
    }

    /** Rows that have come in addition to a source's own. */
    default long rows() {
        return 0;
    }
}
