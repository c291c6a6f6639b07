package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import dev.weir.api.WireSchema;
import dev.weir.processors.shape.Join.How;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A join gives the same rows in the same order whether memory, a database or first one and then the
 * other does it. {@code -Dweir.seed=N} repeats a run, {@code -Dweir.rounds=N} makes it longer.
 */
class JoinMethodsTest {

    private static final long SEED = Long.getLong("weir.seed", System.nanoTime());

    private static final int ROUNDS = Integer.getInteger("weir.rounds", 60);

    /** A few values of each type, some of which are equal only to a careful eye. */
    private static final Map<String, List<String>> VALUES = values();

    @TempDir Path folder;

    /** A join that is told how much it may keep in memory. */
    @Processor.Named("limited-join")
    @Port(name = "unmatched", doc = "The rest.")
    record Limited(Join join, long limit) implements Transform {
        @Override
        public List<InputPort> inputPorts() {
            return join.inputPorts();
        }

        @Override
        public Outputs outputSchemas(Inputs inputs, DesignContext context) throws Exception {
            return join.outputSchemas(inputs, context);
        }

        @Override
        public TransformTask start(Context context) throws Exception {
            return JoinTask.start(join, context, limit);
        }
    }

    private static Map<String, List<String>> values() {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("int8", List.of("0", "1", "-1", "127"));
        values.put("int64", List.of("0", "1", "-1", "127", "9007199254740993"));
        values.put("uint64", List.of("0", "1", "18446744073709551615"));
        values.put("float64", List.of("0.0", "-0.0", "1.5", "\"NaN\"", "\"Infinity\""));
        values.put("utf8", List.of("''", "'a'", "'ab'", "'b'", "'ä'", "'a longer one'"));
        values.put("bool", List.of("true", "false"));
        values.put("date", List.of("\"2020-01-01\"", "\"1969-12-31\""));
        values.put("decimal(10,2)", List.of("0.00", "1.50", "-1.50"));
        values.put("decimal(30,2)", List.of("0.00", "1.50", "-1.50"));
        values.put("timestamp", List.of("\"2020-01-01T00:00:00\"", "\"1969-12-31T23:59:59\""));
        return values;
    }

    @Test
    void allGiveTheSameRows() throws Exception {
        var random = new Random(SEED);
        try (var bench = new Bench(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                compare(bench, random, round);
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; seed " + SEED, e);
        }
    }

    private void compare(Bench bench, Random random, int round) throws Exception {
        var left = new ArrayList<Field>(List.of(ColumnType.parse("int32").field("id")));
        var right = new ArrayList<Field>(List.of(ColumnType.parse("int64").field("number")));
        var on = new LinkedHashMap<String, Column>();
        for (int key = 0; key < 1 + random.nextInt(3); key++) {
            String type = any(random, List.copyOf(VALUES.keySet()));
            left.add(ColumnType.parse(type).field("l" + key));
            // Numbers of any width are compared with each other.
            String other = type.startsWith("int") ? any(random, List.of("int8", "int64")) : type;
            right.add(ColumnType.parse(other).field("r" + key));
            on.put("l" + key, new Column("r" + key));
        }
        var how = How.values()[random.nextInt(How.values().length)];
        var leftRows = rows(random, new Schema(left), 1 + random.nextInt(60));
        var rightRows = rows(random, new Schema(right), random.nextInt(40));
        var join = new Join(on, how, "");
        var expected = run(bench, join, 0, leftRows, rightRows);
        assertEquals(expected, run(bench, join, 1 << 20, leftRows, rightRows), "round " + round);
        assertEquals(expected, run(bench, join, 9000, leftRows, rightRows), "round " + round);
    }

    private static Rows rows(Random random, Schema schema, int count) {
        var rows = new String[count];
        for (int row = 0; row < count; row++) {
            var values = new ArrayList<String>();
            for (Field field : schema.getFields()) {
                String type = ColumnType.name(field);
                boolean isKey = field.getName().matches("[lr][0-9]");
                values.add(
                        !isKey
                                ? "" + row
                                : random.nextInt(8) == 0
                                        ? "null"
                                        : any(random, VALUES.getOrDefault(type, List.of())));
            }
            rows[row] = "[" + String.join(", ", values) + "]";
        }
        return Rows.of(schema, rows);
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** What leaves, by port, in order. */
    private String run(Bench bench, Join join, long limit, Rows left, Rows right) throws Exception {
        var wires = new LinkedHashMap<String, WireSchema>();
        wires.put("left", new WireSchema.Single(left.schema()));
        wires.put("right", new WireSchema.Single(right.schema()));
        try (var run = TransformRun.start(bench, new Limited(join, limit), new Inputs(wires))) {
            for (int from = 0; from < right.count(); from += 7) {
                run.process("right", right.slice(from, Math.min(from + 7, right.count())));
            }
            for (int from = 0; from < left.count(); from += 11) {
                run.process("left", left.slice(from, Math.min(from + 11, left.count())));
            }
            run.end();
            var ports = new TreeMap<String, Rows>();
            run.output().all().forEach((lane, rows) -> ports.put(lane.toString(), rows));
            return ports.toString();
        }
    }
}
