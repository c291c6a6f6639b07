package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Collector;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformContract;
import dev.weir.testkit.TransformExample;
import dev.weir.testkit.TransformRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterTest {
    private static final String COLUMNS = "id int64, status utf8, qty int32";

    @TempDir Path folder;

    @Nested
    class Conditions extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(filter("status = 'completed' and qty > 2"))
                    .given(
                            Rows.of(
                                    COLUMNS,
                                    "[1, 'completed', 3]",
                                    "[2, 'completed', 2]",
                                    "[3, 'open', 9]",
                                    "[4, null, 9]",
                                    "[5, 'completed', null]",
                                    "[6, 'completed', 7]",
                                    "[7, 'completed', 8]"))
                    .gives(
                            Rows.of(
                                    COLUMNS,
                                    "[1, 'completed', 3]",
                                    "[6, 'completed', 7]",
                                    "[7, 'completed', 8]"))
                    .gives(
                            "rest",
                            Rows.of(
                                    COLUMNS,
                                    "[2, 'completed', 2]",
                                    "[3, 'open', 9]",
                                    "[4, null, 9]",
                                    "[5, 'completed', null]"))
                    .comesFrom("out", "input:1", "input:6", "input:7")
                    .comesFrom("rest", "input:2", "input:3", "input:4", "input:5");
        }
    }

    @Nested
    class FailingConditions extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(filter("cast(status as int) > 2"))
                    .given(Rows.of(COLUMNS, "[1, '3', 0]", "[2, 'x', 0]", "[3, '1', 0]"))
                    .gives(Rows.of(COLUMNS, "[1, '3', 0]"))
                    .gives("rest", Rows.of(COLUMNS, "[3, '1', 0]"))
                    .gives(
                            "errors",
                            Rows.of(
                                    "_processor utf8, _file utf8, _position utf8, _values utf8",
                                    "['filter', 'input', 'row 2', '{\"id\":2,\"status\":\"x\",\"qty\":0}']"));
        }
    }

    @Test
    void tellsThatTheConditionIsNone() throws Exception {
        try (var bench = new Bench(folder)) {
            var inputs = Inputs.of(Rows.schema(COLUMNS));

            assertEquals(
                    List.of("where: is int32, not true or false; compare it with something"),
                    bench.problems(filter("qty"), inputs).stream().map(Object::toString).toList());
            assertEquals(1, bench.problems(filter("quantity > 2"), inputs).size());
        }
    }

    @Test
    void doesNotWorkOutWhatNobodyReads() throws Exception {
        try (var bench = new Bench(folder)) {
            var filter = filter("qty > 2");
            var inputs = Inputs.of(Rows.schema(COLUMNS));
            var output = new Collector(bench, bench.outputs(filter, inputs));
            try (var run = TransformRun.start(bench, filter, inputs, output, List.of("rest"))) {
                run.process("input", Rows.of(COLUMNS, "[1, 'a', 1]", "[2, 'a', 3]"));
                run.end();
            }
            assertEquals(Rows.of(COLUMNS, "[2, 'a', 3]"), output.out());
            assertEquals(0, output.rows("rest").count());
        }
    }

    private static Filter filter(String where) {
        return new Filter(new Expression(where));
    }
}
