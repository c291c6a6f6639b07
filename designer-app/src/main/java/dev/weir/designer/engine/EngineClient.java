package dev.weir.designer.engine;

import dev.weir.core.plan.PortRef;

/**
 * The designer's way to an engine. Calls may take long and must not be made by the screen's thread;
 * safe for use by many threads.
 */
public interface EngineClient extends AutoCloseable {

    /** Where the engine is, for people. */
    String name();

    /** Whether flows run in this process, next to the files that the designer sees. */
    boolean isLocal();

    /** Gives the engine a flow, or a new version of it, without starting it. */
    void deploy(Work work) throws EngineTrouble, InterruptedException;

    /**
     * Starts a flow that was deployed: an interrupted run goes on.
     *
     * @param fresh forget the interrupted run and its state
     */
    void start(Work work, boolean fresh) throws EngineTrouble, InterruptedException;

    /** Asks a flow to end at a checkpoint. */
    void stop(String flow) throws EngineTrouble, InterruptedException;

    /** Ends a flow at once; what came after the last checkpoint will be done again. */
    void cancel(String flow) throws EngineTrouble, InterruptedException;

    /** How a flow stands. */
    Progress progress(String flow) throws EngineTrouble, InterruptedException;

    /** The first rows of a port, worked out for the purpose; nothing is written anywhere. */
    RowTable rows(Work work, PortRef port, int rows) throws EngineTrouble, InterruptedException;

    @Override
    void close();
}
