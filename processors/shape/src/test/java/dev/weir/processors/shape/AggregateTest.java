package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Column;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformContract;
import dev.weir.testkit.TransformExample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateTest {
    private static final Rows SALES =
            Rows.of(
                    "State utf8, qty int32, price decimal(8,2)",
                    "['NV', 1, 2.50]",
                    "['CA', 2, 1.25]",
                    "[null, 7, 1]",
                    "['CA', 3, null]",
                    "['NV', 1, 0.50]");

    @TempDir Path folder;

    @Nested
    class Groups extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(
                            aggregate(
                                    List.of("State"),
                                    "rows",
                                    "count(*)",
                                    "total",
                                    "sum(qty * price)",
                                    "largest",
                                    "max(qty)",
                                    "mean",
                                    "avg(qty)"))
                    .given(SALES)
                    .gives(
                            Rows.of(
                                    "State utf8, rows int64, total decimal(38,2), largest int32, mean float64",
                                    "['CA', 2, 2.50, 3, 2.5]",
                                    "['NV', 2, 3.00, 1, 1.0]",
                                    "[null, 1, 7.00, 7, 7.0]"))
                    .comesFrom("out", "*", "*", "*");
        }
    }

    @Nested
    class AllRows extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(
                            aggregate(List.of(), "rows", "count(*)", "first", "first(qty)"))
                    .given(SALES)
                    .gives(Rows.of("rows int64, first int32", "[5, 1]"));
        }
    }

    @Nested
    class Distinct extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(aggregate(List.of("State", "qty")))
                    .given(SALES)
                    .gives(
                            Rows.of(
                                    "State utf8, qty int32",
                                    "['CA', 2]",
                                    "['CA', 3]",
                                    "['NV', 1]",
                                    "[null, 7]"));
        }
    }

    @Test
    void tellsEveryMistake() throws Exception {
        var aggregate =
                aggregate(List.of("stat", "qty"), "a", "sum(pric)", "b", "max(price)", "c", "sum(");
        try (var bench = new Bench(folder)) {
            var problems = bench.problems(aggregate, Inputs.of(SALES.schema()));

            assertEquals(
                    List.of("by[0]", "compute.a", "compute.c"),
                    problems.stream().map(found -> found.setting()).toList(),
                    problems::toString);
        }
    }

    @Test
    void tellsThatARowHasManyValues() throws Exception {
        try (var bench = new Bench(folder)) {
            var inputs = Inputs.of(SALES.schema());

            assertEquals(1, bench.problems(aggregate(List.of("State"), "a", "qty"), inputs).size());
            assertEquals(1, bench.problems(aggregate(List.of(), "a", "qty"), inputs).size());
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThrows(InvalidSetting.class, () -> aggregate(List.of()));
        assertThrows(InvalidSetting.class, () -> aggregate(List.of("a", "a")));
        assertThrows(InvalidSetting.class, () -> aggregate(List.of("a"), "a", "count(*)"));
    }

    private static Aggregate aggregate(List<String> by, String... compute) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (int i = 0; i < compute.length; i += 2) {
            expressions.put(compute[i], new Expression(compute[i + 1]));
        }
        return new Aggregate(by.stream().map(Column::new).toList(), expressions);
    }
}
