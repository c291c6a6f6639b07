package dev.weir.processors.cdc;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What makes a connector run and hands over its records. There is one way that drives the
 * connector's task directly; another, by the connector's own engine, may stand beside it. Called by
 * one thread at a time; what further threads it needs are its own, and are gone after {@link
 * #close}.
 */
interface CdcDriver extends AutoCloseable {

    /** How the connector is to be started. */
    record Start(Map<String, String> settings, Map<String, Object> offset) {
        public Start {
            settings = Map.copyOf(settings);
            offset = Map.copyOf(offset);
        }
    }

    /**
     * Records in the order of the log, or none if there are none now. Does not wait. At most a
     * bounded number of bytes is held until it is called.
     *
     * @throws IOException if the database cannot be reached or broke off; a new driver may succeed
     * @throws StopFlow if going on is impossible and somebody must act
     */
    List<SourceRecord> take() throws IOException, StopFlow;

    /** All up to this offset is durable here: the database need not keep it any longer. */
    void acknowledge(Map<String, Object> offset);

    /** Things that operators should know, each told once. */
    List<Notice> notices();

    @Override
    void close();
}
