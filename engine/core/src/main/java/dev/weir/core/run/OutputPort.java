package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** An output of a running task: the wires that leave it, and what they carry at the moment. */
final class OutputPort {
    final PortRef ref;
    final boolean isRefusal;
    final List<Wire> wires = new ArrayList<>();
    final CopyOnWriteArrayList<Consumer<Batch>> taps;

    // Used by the task's thread only.
    private WireSchema schema;
    private @Nullable Schema lastSeen;
    private @Nullable String lastTable;

    OutputPort(
            PortRef ref,
            boolean isRefusal,
            WireSchema schema,
            CopyOnWriteArrayList<Consumer<Batch>> taps) {
        this.ref = ref;
        this.isRefusal = isRefusal;
        this.schema = schema;
        this.taps = taps;
    }

    WireSchema schema() {
        return schema;
    }

    void schema(WireSchema now) {
        schema = now;
        lastSeen = null;
    }

    /**
     * Whether a batch looks like those before it; if not, the port's schema is now another, which
     * must go ahead of the batch. Mostly one comparison of references.
     */
    @SuppressWarnings("ReferenceEquality") // A schema that is equal but another is compared below.
    boolean takes(Batch batch) {
        String table = batch.table().orElse(null);
        if (batch.schema() == lastSeen
                && (table == null ? lastTable == null : table.equals(lastTable))) {
            return true;
        }
        boolean same =
                switch (schema) {
                    case WireSchema.Single(Schema expected) -> expected.equals(batch.schema());
                    case WireSchema.Family(Map<String, Schema> tables) ->
                            batch.schema().equals(tables.get(table));
                };
        if (!same) {
            schema = changed(batch);
        }
        lastSeen = batch.schema();
        lastTable = table;
        return same;
    }

    private WireSchema changed(Batch batch) {
        return switch (schema) {
            case WireSchema.Single _ -> new WireSchema.Single(batch.schema());
            case WireSchema.Family(Map<String, Schema> tables) -> {
                var more = new HashMap<>(tables);
                more.put(batch.table().orElse(""), batch.schema());
                yield new WireSchema.Family(more);
            }
        };
    }
}
