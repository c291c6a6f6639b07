package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Column;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.WireSchema;
import dev.weir.processors.shape.Join.How;
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

class JoinTest {
    private static final Rows ORDERS =
            Rows.of(
                    "id int64, customer int32, city utf8",
                    "[1, 7, 'Bonn']",
                    "[2, 9, 'Oslo']",
                    "[3, null, 'Rome']",
                    "[4, 8, 'Bonn']",
                    "[5, 7, 'Bonn']");

    private static final Rows CUSTOMERS =
            Rows.of(
                    "number int64, name utf8, city utf8",
                    "[8, 'Ben', 'Bern']",
                    "[7, 'Ann', 'Bonn']",
                    "[null, 'Nil', null]",
                    "[7, 'Al', null]");

    private static final Rows UNMATCHED =
            Rows.of(ORDERS.schema(), "[2, 9, 'Oslo']", "[3, null, 'Rome']");

    @TempDir Path folder;

    @Nested
    class Inner extends TransformContract {
        @Override
        protected TransformExample example() {
            return joined(How.INNER, "_right")
                    .gives(
                            Rows.of(
                                    "id int64, customer int32, city utf8, name utf8, city_right utf8",
                                    "[1, 7, 'Bonn', 'Ann', 'Bonn']",
                                    "[1, 7, 'Bonn', 'Al', null]",
                                    "[4, 8, 'Bonn', 'Ben', 'Bern']",
                                    "[5, 7, 'Bonn', 'Ann', 'Bonn']",
                                    "[5, 7, 'Bonn', 'Al', null]"))
                    .gives("unmatched", UNMATCHED)
                    .comesFrom(
                            "out",
                            "left:1+right:2",
                            "left:1+right:4",
                            "left:4+right:1",
                            "left:5+right:2",
                            "left:5+right:4")
                    .comesFrom("unmatched", "left:2", "left:3");
        }
    }

    @Nested
    class Left extends TransformContract {
        @Override
        protected TransformExample example() {
            return joined(How.LEFT, "_right")
                    .gives(
                            Rows.of(
                                    "id int64, customer int32, city utf8, name utf8, city_right utf8",
                                    "[1, 7, 'Bonn', 'Ann', 'Bonn']",
                                    "[1, 7, 'Bonn', 'Al', null]",
                                    "[2, 9, 'Oslo', null, null]",
                                    "[3, null, 'Rome', null, null]",
                                    "[4, 8, 'Bonn', 'Ben', 'Bern']",
                                    "[5, 7, 'Bonn', 'Ann', 'Bonn']",
                                    "[5, 7, 'Bonn', 'Al', null]"))
                    .gives("unmatched", UNMATCHED)
                    .comesFrom(
                            "out",
                            "left:1+right:2",
                            "left:1+right:4",
                            "left:2+?",
                            "left:3+?",
                            "left:4+right:1",
                            "left:5+right:2",
                            "left:5+right:4");
        }
    }

    @Nested
    class Semi extends TransformContract {
        @Override
        protected TransformExample example() {
            return joined(How.SEMI, "")
                    .gives(
                            Rows.of(
                                    ORDERS.schema(),
                                    "[1, 7, 'Bonn']",
                                    "[4, 8, 'Bonn']",
                                    "[5, 7, 'Bonn']"))
                    .gives("unmatched", UNMATCHED)
                    .comesFrom("out", "left:1", "left:4", "left:5");
        }
    }

    @Nested
    class Anti extends TransformContract {
        @Override
        protected TransformExample example() {
            return joined(How.ANTI, "")
                    .gives(UNMATCHED)
                    .gives("unmatched", UNMATCHED)
                    .comesFrom("out", "left:2", "left:3");
        }
    }

    @Nested
    class SeveralColumns extends TransformContract {
        @Override
        protected TransformExample example() {
            var on = new LinkedHashMap<String, Column>();
            on.put("city", new Column("city"));
            on.put("customer", new Column("number"));
            return TransformExample.of(new Join(on, How.INNER, ""))
                    .given("left", ORDERS)
                    .given("right", CUSTOMERS)
                    .gives(
                            Rows.of(
                                    "id int64, customer int32, city utf8, name utf8",
                                    "[1, 7, 'Bonn', 'Ann']",
                                    "[5, 7, 'Bonn', 'Ann']"))
                    .gives(
                            "unmatched",
                            Rows.of(
                                    ORDERS.schema(),
                                    "[2, 9, 'Oslo']",
                                    "[3, null, 'Rome']",
                                    "[4, 8, 'Bonn']"));
        }
    }

    @Nested
    class NothingOnTheRight extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(join(How.LEFT, "_right"))
                    .given("left", ORDERS.slice(0, 1))
                    .given("right", CUSTOMERS.slice(0, 0))
                    .gives(
                            Rows.of(
                                    "id int64, customer int32, city utf8, name utf8, city_right utf8",
                                    "[1, 7, 'Bonn', null, null]"))
                    .gives("unmatched", ORDERS.slice(0, 1));
        }
    }

    @Test
    void tellsWhatCannotBeJoined() throws Exception {
        var on = new LinkedHashMap<String, Column>();
        on.put("id", new Column("name"));
        on.put("cityy", new Column("town"));
        try (var bench = new Bench(folder)) {
            var problems = bench.problems(new Join(on, How.INNER, ""), inputs());

            assertEquals(
                    List.of("on.id", "on.cityy", "on.cityy", ""),
                    problems.stream().map(found -> found.setting()).toList(),
                    problems::toString);
            assertEquals(
                    "'id' of left is int64 and 'name' of right is utf8; cast one of them with select",
                    problems.getFirst().message());
            assertEquals(
                    "column 'city' of right is in the result already as 'city'; set suffix, or rename or"
                            + " drop one of them with select",
                    problems.getLast().message());
        }
    }

    @Test
    void needsAColumn() {
        assertThrows(InvalidSetting.class, () -> new Join(Map.of(), How.INNER, ""));
    }

    private static Inputs inputs() {
        var inputs = new LinkedHashMap<String, WireSchema>();
        inputs.put("left", new WireSchema.Single(ORDERS.schema()));
        inputs.put("right", new WireSchema.Single(CUSTOMERS.schema()));
        return new Inputs(inputs);
    }

    private static TransformExample joined(How how, String suffix) {
        return TransformExample.of(join(how, suffix))
                .given("left", ORDERS)
                .given("right", CUSTOMERS);
    }

    private static Join join(How how, String suffix) {
        return new Join(Map.of("customer", new Column("number")), how, suffix);
    }
}
