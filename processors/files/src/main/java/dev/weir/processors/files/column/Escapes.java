package dev.weir.processors.files.column;

/** How a format writes characters that would end a quoted value. */
@FunctionalInterface
public interface Escapes {

    /**
     * Copies a value with its escapes resolved, which never makes it longer.
     *
     * @return the end of the copy, or -1 if an escape is wrong
     */
    int resolve(byte[] text, int from, int to, byte[] target, int at);
}
