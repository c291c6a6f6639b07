package dev.weir.api;

import java.util.List;

/**
 * A named input.
 *
 * @param whole the processor needs all of it before it can work, such as the build side of a join:
 *     it is always read, and barriers end there. The task gets all of it, and {@link
 *     TransformTask#inputEnded}, before anything of the inputs that are not whole; after a restart
 *     it gets all of it again, so that it is no part of a snapshot
 */
public record InputPort(String name, boolean whole) {

    /** For processors whose inputs are named by the flow's author. */
    public static final List<InputPort> ANY = List.of(new InputPort("*", true));

    public static InputPort of(String name) {
        return new InputPort(name, false);
    }

    public static InputPort whole(String name) {
        return new InputPort(name, true);
    }
}
