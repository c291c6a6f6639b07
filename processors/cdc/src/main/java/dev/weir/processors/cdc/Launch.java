package dev.weir.processors.cdc;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * What has to be done around a connector. Called on the connector's thread, where it may take long.
 */
interface Launch extends AutoCloseable {

    /**
     * Makes the outside world ready.
     *
     * @param notices takes what operators should know
     * @throws StopFlow if somebody must act first
     */
    CdcDriver.Start prepare(Consumer<Notice> notices)
            throws SQLException, IOException, InterruptedException, StopFlow;

    /** Called after each question to the connector, some ten times a second. */
    void upkeep(Consumer<Notice> notices);

    /** Frees a connector that hangs in the outside world, from another thread. */
    void breakOff();

    /** Ends what upkeep needs. */
    @Override
    void close();

    /** For messages. */
    String where();
}
