package dev.weir.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.example.Examples;
import dev.weir.core.file.FlowFile;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TenMistakesTest {

    private static final String FLOW =
            """
            flow: orders
            format: 1
            procesors: {}
            processors:
              orders:
                type: rows
                path: data/orders.csv
                columns: {id: int64, qty: int33}
              prices:
                type: rows
                path: data/prices.csv
                columns: {product: utf8, price: "decimal(10,2)"}
              keep:
                type: keep-range
                from: prices
                colum: price
                lowest: 5
              dear:
                type: keep
                from: prices
                columns: [product, prize]
                columns: [product]
              good:
                type: check
                from: prices
                expectations:
                  - not-null: product
                  - betwen: {column: price, min: 0}
              lost:
                type: rows
                path: lost.csv
                from: good.rejcted
              odd:
                type: kep-range
                from: prises
            """;

    private static final List<String> EXPECTED =
            List.of(
                    "orders.flow.yaml:3:1  procesors: is not a key of a flow file; did you mean"
                            + " processors?",
                    "orders.flow.yaml:8:31  processors.orders.columns.qty: 'int33' is not a type;"
                            + " there are bool, int8, int16, int32, int64, uint8, uint16, uint32,"
                            + " uint64, float32, float64, decimal(p,s), utf8, binary, date, time,"
                            + " timestamp, timestamp(UTC), list<T>, struct<a: T>, map<K,V>",
                    "orders.flow.yaml:13:3  processors.keep.column: is required: Column to look"
                            + " at.",
                    "orders.flow.yaml:16:5  processors.keep.colum: is not a setting of keep-range;"
                            + " did you mean column?",
                    "orders.flow.yaml:21:24  processors.dear.columns[1]: there is no column"
                            + " 'prize'; did you mean price?",
                    "orders.flow.yaml:22:5  processors.dear.columns: stands here a second time;"
                            + " the first is in line 21",
                    "orders.flow.yaml:28:9  processors.good.expectations[1]: 'betwen' is none of"
                            + " not-null, between; did you mean between?",
                    "orders.flow.yaml:32:11  processors.lost.from: good has no output 'rejcted'"
                            + " among out, rejected; did you mean rejected?",
                    "orders.flow.yaml:34:11  processors.odd.type: there is no processor"
                            + " 'kep-range'; did you mean keep-range?",
                    "orders.flow.yaml:35:11  processors.odd.from: there is no processor 'prises';"
                            + " did you mean prices?");

    @Test
    void eachMistakeIsToldOnceAtItsPlace() {
        assertEquals(EXPECTED, errors(FLOW));
    }

    private static List<String> errors(String text) {
        var parsed = FlowFile.parse(text, Path.of("orders.flow.yaml"));
        var all = new Problems();
        all.addAll(parsed.problems());
        var planned =
                Planner.plan(
                        parsed.flow().orElseThrow(),
                        Examples.catalog(),
                        PlanOptions.of(Path.of("target", "none")));
        all.addAll(planned.problems());
        return all.sorted().stream().filter(Problem::isError).map(Problem::text).toList();
    }
}
