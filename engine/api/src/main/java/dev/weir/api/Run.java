package dev.weir.api;

/**
 * The execution that a task belongs to.
 *
 * @param flow name of the flow
 * @param id of the run, unique for the flow; of a stream flow it stays the same over restarts
 * @param replacing whether sinks replace what an earlier run wrote, showing nothing before {@link
 *     SinkTask#publish}
 * @param stream whether the flow never ends by itself
 * @param preview whether somebody only wants to see a few rows: nothing may be changed or claimed
 *     in the outside world, and no checkpoint will ever be drawn
 */
public record Run(String flow, String id, boolean replacing, boolean stream, boolean preview) {

    /** A run that is no preview. */
    public Run(String flow, String id, boolean replacing, boolean stream) {
        this(flow, id, replacing, stream, false);
    }
}
