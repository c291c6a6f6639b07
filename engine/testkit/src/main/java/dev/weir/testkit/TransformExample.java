package dev.weir.testkit;

import dev.weir.api.Inputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.WireSchema;
import dev.weir.testkit.Collector.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A transform, what it is given and what must come of it, whatever the size of the batches.
 *
 * <pre>{@code
 * TransformExample.of(new Filter(new Expression("qty > 2")))
 *         .given(Rows.of("id int64, qty int32", "[1, 3]", "[2, 1]"))
 *         .gives(Rows.of("id int64, qty int32", "[1, 3]"))
 *         .gives("rest", Rows.of("id int64, qty int32", "[2, 1]"))
 * }</pre>
 *
 * <p>A port that is not named must stay empty.
 */
public record TransformExample(
        Transform processor,
        List<Given> given,
        Map<Lane, Rows> expected,
        Map<String, List<String>> origins,
        boolean ordered) {

    /** Rows of an input, of one table if it carries a family. */
    public record Given(String input, Optional<String> table, Rows rows) {}

    public TransformExample {
        given = List.copyOf(given);
        expected = new LinkedHashMap<>(expected);
        origins = new LinkedHashMap<>(origins);
    }

    public static TransformExample of(Transform processor) {
        return new TransformExample(processor, List.of(), Map.of(), Map.of(), true);
    }

    /** Rows for the only input. */
    public TransformExample given(Rows rows) {
        return given(Processor.INPUT, rows);
    }

    public TransformExample given(String input, Rows rows) {
        return given(new Given(input, Optional.empty(), rows));
    }

    /** Rows of one table for an input that carries a family. */
    public TransformExample given(String input, String table, Rows rows) {
        return given(new Given(input, Optional.of(table), rows));
    }

    private TransformExample given(Given more) {
        var all = new ArrayList<>(given);
        all.add(more);
        return new TransformExample(processor, all, expected, origins, ordered);
    }

    /** All rows of the main output. */
    public TransformExample gives(Rows rows) {
        return gives(Processor.OUT, rows);
    }

    /**
     * All rows of a port. Columns that are left out of the expectation are not compared, which
     * helps with the long rows of {@code errors} and {@code rejected}.
     */
    public TransformExample gives(String port, Rows rows) {
        return gives(Lane.of(port), rows);
    }

    /** All rows of one table of a port that carries a family. */
    public TransformExample gives(String port, String table, Rows rows) {
        return gives(new Lane(port, Optional.of(table)), rows);
    }

    private TransformExample gives(Lane lane, Rows rows) {
        var all = new LinkedHashMap<>(expected);
        all.put(lane, rows);
        return new TransformExample(processor, given, all, origins, ordered);
    }

    /** Where the rows of a port come from; see {@link Collector#origins}. */
    public TransformExample comesFrom(String port, String... rows) {
        var all = new LinkedHashMap<>(origins);
        all.put(port, List.of(rows));
        return new TransformExample(processor, given, expected, all, ordered);
    }

    /** The order of the rows does not matter. */
    public TransformExample inAnyOrder() {
        return new TransformExample(processor, given, expected, origins, false);
    }

    /** The same for rows without values, with nothing expected. */
    TransformExample withoutValues() {
        var nulls =
                given.stream()
                        .map(g -> new Given(g.input, g.table, g.rows.withoutValues()))
                        .toList();
        return new TransformExample(processor, nulls, Map.of(), Map.of(), ordered);
    }

    /** The same without rows, with nothing expected. */
    TransformExample withoutRows() {
        var none =
                given.stream().map(g -> new Given(g.input, g.table, g.rows.slice(0, 0))).toList();
        return new TransformExample(processor, none, Map.of(), Map.of(), ordered);
    }

    /** Schemas of the inputs. */
    Inputs inputs() {
        var schemas = new LinkedHashMap<String, WireSchema>();
        for (Given part : given) {
            Schema schema = part.rows.schema();
            if (part.table.isEmpty()) {
                schemas.put(part.input, new WireSchema.Single(schema));
            } else {
                var tables = new LinkedHashMap<String, Schema>();
                if (schemas.get(part.input) instanceof WireSchema.Family(var known)) {
                    tables.putAll(known);
                }
                tables.put(part.table.get(), schema);
                schemas.put(part.input, new WireSchema.Family(tables));
            }
        }
        return new Inputs(schemas);
    }

    boolean isWhole(String input) {
        return processor.inputPorts().stream()
                .anyMatch(port ->
                        port.whole() && (port.name().equals(input) || port.name().equals("*")));
    }
}
