package dev.weir.core.provenance;

import dev.weir.core.file.Flow;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What happened to the rows of a flow. Shows only what complete checkpoints have made true. */
public final class Provenance {
    private final EventLog log;

    public Provenance(Path dataFolder, Flow flow) {
        this.log = new EventLog(new LocalDisk(), FlowFolder.of(dataFolder, flow).provenance());
    }

    /**
     * Everything that happened to batches with a row, oldest first.
     *
     * @param location file or table, or the end of its path
     * @param row from 1
     */
    public List<ProvenanceEvent> row(String location, long row) throws IOException {
        return log.read().stream()
                .filter(event ->
                        event.places().stream().anyMatch(place -> place.covers(location, row)))
                .toList();
    }

    /** The newest events, newest first. */
    public List<ProvenanceEvent> newest(int count) throws IOException {
        return log.read().reversed().stream().limit(count).toList();
    }
}
