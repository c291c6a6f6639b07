package dev.weir.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** The schemas of a processor's wired inputs, in the order of the flow file. */
public record Inputs(Map<String, WireSchema> all) {

    public Inputs {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static Inputs none() {
        return new Inputs(Map.of());
    }

    public static Inputs of(Schema schema) {
        return new Inputs(Map.of(Processor.INPUT, new WireSchema.Single(schema)));
    }

    /** The schema of the input named {@code input}, which carries no family. */
    public Schema only() {
        return schema(Processor.INPUT);
    }

    /** The schema of an input that carries no family. */
    public Schema schema(String input) {
        return switch (get(input)) {
            case WireSchema.Single(Schema schema) -> schema;
            case WireSchema.Family _ ->
                    throw new IllegalStateException(
                            "input " + input + " carries a family of tables");
        };
    }

    public WireSchema get(String input) {
        WireSchema schema = all.get(input);
        if (schema == null) {
            throw new IllegalStateException(
                    "there is no input " + input + " among " + all.keySet());
        }
        return schema;
    }
}
