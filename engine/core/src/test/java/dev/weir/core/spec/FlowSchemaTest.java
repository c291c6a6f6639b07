package dev.weir.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.example.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlowSchemaTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Examples.catalog().flowSchema());

    private static final String FLOW =
            """
            flow: orders
            format: 1
            parameters: {lake: {type: path, default: out}}
            run: {mode: batch, delivery: exactly-once, checkpoint: 1s, memory: 64MiB, rejected-share: 5%}
            schedule: {cron: "0 2 * * *", zone: Europe/Berlin}
            processors:
              orders: {type: rows, path: data/*.csv, columns: {id: int64, price: "decimal(10,2)"}}
              kept: {type: keep-range@2, from: orders, column: id, lowest: 100k, missing: drop}
              joined:
                type: join-two
                from: {left: kept, right: {wire: orders, buffer: {rows: 100k}, partition: hash(id)}}
                on: id
              checked:
                type: check
                from: [joined, kept.rest]
                parallel: 2
                was: [old]
                expectations: [{not-null: id}, {between: {column: price, min: 0}}]
                stop-when: {failed-share: 5%}
              out: {type: rows, from: checked, path: "${param:lake}/x.csv"}
            tests:
              one: {given: {orders: [{id: 1}]}, expect: {kept: []}}
            """;

    @Test
    void aRightFlowIsValid() {
        assertEquals(List.of(), errors(FLOW));
    }

    @Test
    void wrongFlowsAreNot() {
        wrong("flow: orders", "flow: Orders");
        wrong("format: 1", "format: 2");
        wrong("mode: batch", "mode: bath");
        wrong("checkpoint: 1s", "checkpoint: soon");
        wrong("type: join-two", "type: join-tow");
        wrong("lowest: 100k", "lowst: 100k");
        wrong("column: id, lowest", "lowest");
        wrong("missing: drop", "missing: dorp");
        wrong("on: id", "one: id");
        wrong("not-null: id", "not-nul: id");
        wrong("failed-share: 5%", "failed-share: 5");
        wrong("partition: hash(id)", "partition: hsh(id)");
        wrong("from: checked, path", "from: checked, columns: {}, path");
        wrong("type: rows, path: data", "type: rows, from: out, path: data");
        wrong("expect: {kept: []}", "expct: {}");
    }

    private static void wrong(String right, String wrong) {
        String text = FLOW.replace(right, wrong);
        assertNotEquals(FLOW, text);
        assertNotEquals(List.of(), errors(text), wrong);
    }

    private static List<String> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
    }
}
