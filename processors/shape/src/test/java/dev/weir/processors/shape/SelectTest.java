package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Columns;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.WireSchema;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformContract;
import dev.weir.testkit.TransformExample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectTest {
    @TempDir Path folder;

    @Nested
    class Everything extends TransformContract {
        @Override
        protected TransformExample example() {
            var select =
                    new Select(
                            columns("qty", "price", "id", "note"),
                            columns("note"),
                            map("amount", new Column("qty")),
                            map(
                                    "price", ColumnType.parse("decimal(8,2)"),
                                    "amount", ColumnType.parse("int32")),
                            map(
                                    "total", new Expression("amount * price"),
                                    "double", new Expression("total * 2"),
                                    "id", new Expression("id + 100")));
            return TransformExample.of(select)
                    .given(
                            Rows.of(
                                    "id int64, price utf8, qty utf8, note utf8, other bool",
                                    "[1, '1.50', '2', 'a', true]",
                                    "[2, 'x', '2', 'a', true]",
                                    "[3, null, '2', 'a', true]",
                                    "[4, '2', 'y', 'a', true]",
                                    "[5, '0.25', '4', 'a', true]"))
                    .gives(
                            Rows.of(
                                    "amount int32, price decimal(8,2), id int64, total decimal(18,2), double decimal(18,2)",
                                    "[2, 1.50, 101, 3, 6]",
                                    "[2, null, 103, null, null]",
                                    "[4, 0.25, 105, 1, 2]"))
                    .gives(
                            "errors",
                            Rows.of(
                                    "_column utf8, _position utf8, _values utf8",
                                    "['price', 'row 2', '{\"id\":2,\"price\":\"x\",\"qty\":\"2\",\"note\":\"a\",\"other\":true}']",
                                    "['amount', 'row 4', '{\"id\":4,\"price\":\"2\",\"qty\":\"y\",\"note\":\"a\",\"other\":true}']"))
                    .comesFrom("out", "input:1", "input:3", "input:5");
        }
    }

    @Nested
    class NamesSwapped extends TransformContract {
        @Override
        protected TransformExample example() {
            var select =
                    new Select(
                            List.of(),
                            List.of(),
                            map("a", new Column("b"), "b", new Column("a")),
                            Map.of(),
                            Map.of());
            return TransformExample.of(select)
                    .given(Rows.of("a int64, b utf8", "[1, 'x']", "[2, null]"))
                    .gives(Rows.of("b int64, a utf8", "[1, 'x']", "[2, null]"))
                    .comesFrom("out", "input:1", "input:2");
        }
    }

    @Test
    void tellsEveryWrongColumn() throws Exception {
        var select =
                new Select(
                        columns("id", "qtyy", "id"),
                        columns("nothing"),
                        map("id", new Column("qty"), "price", new Column("gone")),
                        map("ghost", ColumnType.parse("int32")),
                        map(
                                "total",
                                new Expression("qty * pricee"),
                                "fine",
                                new Expression("id + 1")));
        try (var bench = new Bench(folder)) {
            var problems =
                    bench.problems(
                            select, Inputs.of(Rows.schema("id int64, qty int32, price float64")));

            assertEquals(
                    List.of(
                            "keep[1]",
                            "keep[2]",
                            "drop[0]",
                            "rename.id",
                            "rename.price",
                            "rename.id",
                            "cast.ghost",
                            "compute.total",
                            "compute.total"),
                    problems.stream().map(found -> found.setting()).toList(),
                    problems::toString);
        }
    }

    @Test
    void keepsWhatIsSensitiveSensitive() throws Exception {
        var id = Rows.schema("id int64").findField("id");
        var mail = Columns.sensitive(Rows.schema("mail utf8").findField("mail"));
        var select =
                new Select(
                        List.of(),
                        List.of(),
                        map("email", new Column("mail")),
                        Map.of(),
                        map(
                                "host", new Expression("upper(email)"),
                                "next", new Expression("id + 1")));
        try (var bench = new Bench(folder)) {
            var outputs = bench.outputs(select, Inputs.of(new Schema(List.of(id, mail))));

            var wire = assertInstanceOf(WireSchema.Single.class, outputs.all().get("out"));
            var schema = wire.schema();
            assertTrue(Columns.isSensitive(schema.findField("email")));
            assertTrue(Columns.isSensitive(schema.findField("host")));
            assertFalse(Columns.isSensitive(schema.findField("next")));
        }
    }

    private static List<Column> columns(String... names) {
        return List.of(names).stream().map(Column::new).toList();
    }

    /** A map that keeps its order, of names and values in turn. */
    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object... entries) {
        var map = new LinkedHashMap<String, T>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (T) entries[i + 1]);
        }
        return map;
    }
}
