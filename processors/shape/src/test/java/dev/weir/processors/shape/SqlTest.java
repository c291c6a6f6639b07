package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Inputs;
import dev.weir.api.Query;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformContract;
import dev.weir.testkit.TransformExample;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest {
    @TempDir Path folder;

    @Nested
    class TwoTables extends TransformContract {
        @Override
        protected TransformExample example() {
            var sql =
                    new Sql(
                            new Query(
                                    """
                                    select o.id, p.name, o.qty * p.price as total,
                                           sum(o.qty) over (order by o.id) as so_far
                                    from orders o join "price-list" p using (product)
                                    order by o.id desc
                                    """));
            return TransformExample.of(sql)
                    .given(
                            "orders",
                            Rows.of(
                                    "id int64, product utf8, qty int32",
                                    "[1, 'a', 2]",
                                    "[2, 'b', 1]",
                                    "[3, 'c', 5]",
                                    "[4, 'a', 1]"))
                    .given(
                            "price-list",
                            Rows.of(
                                    "product utf8, name utf8, price decimal(6,2)",
                                    "['a', 'Apple', 0.50]",
                                    "['b', 'Bread', 3]"))
                    .gives(
                            Rows.of(
                                    "id int64, name utf8, total decimal(16,2), so_far decimal(38,0)",
                                    "[4, 'Apple', 0.50, 4]",
                                    "[2, 'Bread', 3.00, 3]",
                                    "[1, 'Apple', 1.00, 2]"))
                    .comesFrom("out", "*", "*", "*");
        }
    }

    @Test
    void tellsWhatIsWrongWithTheQuery() throws Exception {
        try (var bench = new Bench(folder)) {
            var inputs = Inputs.of(Rows.schema("id int64"));

            assertEquals(
                    1, bench.problems(new Sql(new Query("select idd from input")), inputs).size());
            assertEquals(1, bench.problems(new Sql(new Query("drop table input")), inputs).size());
            assertEquals(
                    0,
                    bench.problems(new Sql(new Query("select id + 1 as id from input")), inputs)
                            .size());
        }
    }
}
