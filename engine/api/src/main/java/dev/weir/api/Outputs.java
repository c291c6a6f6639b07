package dev.weir.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** The schemas of a processor's outputs, by port. */
public record Outputs(Map<String, WireSchema> all) {

    public Outputs {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static Outputs none() {
        return new Outputs(Map.of());
    }

    /** Only the main output. */
    public static Outputs of(Schema schema) {
        return none().and(Processor.OUT, schema);
    }

    /** The schema of an output that carries no family. */
    public Schema schema(String port) {
        return switch (all.get(port)) {
            case WireSchema.Single(Schema schema) -> schema;
            case WireSchema.Family _ ->
                    throw new IllegalStateException(
                            "output " + port + " carries a family of tables");
            case null ->
                    throw new IllegalStateException(
                            "there is no output " + port + " among " + all.keySet());
        };
    }

    public Outputs and(String port, Schema schema) {
        return and(port, new WireSchema.Single(schema));
    }

    public Outputs and(String port, WireSchema schema) {
        var more = new LinkedHashMap<>(all);
        more.put(port, schema);
        return new Outputs(more);
    }
}
