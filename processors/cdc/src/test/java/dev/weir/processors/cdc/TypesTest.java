package dev.weir.processors.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values of every type, read in the first load and from the log. The harness also fails where the
 * schema of the rows is not the one that the catalog gave at design time.
 */
@Timeout(300)
class TypesTest {
    private PostgresConnection database;

    @TempDir private Path folder;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = Server.database();
    }

    private record Example(String type, String literal, String json) {}

    private static final List<Example> EXAMPLES =
            List.of(
                    new Example("smallint", "-7", "-7"),
                    new Example("int", "70000", "70000"),
                    new Example("bigint", "5000000000", "5000000000"),
                    new Example("real", "1.5", "1.5"),
                    new Example("double precision", "'NaN'", "NaN"),
                    new Example("boolean", "true", "true"),
                    new Example("numeric", "12345.678900", "12345.678900"),
                    new Example("numeric(10,2)", "12.30", "12.30"),
                    new Example(
                            "numeric(38,10)",
                            "1234567890123456789012345678.0123456789",
                            "1234567890123456789012345678.0123456789"),
                    new Example(
                            "numeric(50,4)",
                            "1234567890123456789012345678901234567890.1234",
                            "1234567890123456789012345678901234567890.1234"),
                    new Example("money", "'-$1,234.50'", "-1234.50"),
                    new Example("price", "12.30", "12.30"),
                    new Example("varchar(20)", "'vär'", "vär"),
                    new Example("text", "''", ""),
                    new Example("char(5)", "'ab'", "ab   "),
                    new Example("bytea", "'\\xdeadbeef'", "3q2+7w=="),
                    new Example("date", "'2024-02-29'", "2024-02-29"),
                    new Example("time", "'08:11:12.123456'", "08:11:12.123456"),
                    new Example("timetz", "'08:11:12+02'", "06:11:12Z"),
                    new Example(
                            "timestamp",
                            "'2024-02-29 08:11:12.123456'",
                            "2024-02-29T08:11:12.123456"),
                    new Example(
                            "timestamp(3)", "'1969-12-31 23:59:59.999'", "1969-12-31T23:59:59.999"),
                    new Example(
                            "timestamptz",
                            "'2024-02-29 08:11:12.5+02'",
                            "2024-02-29T06:11:12.500Z"),
                    new Example("interval", "'1 year 2 mons 3 days 04:05:06'", "P1Y2M3DT4H5M6S"),
                    new Example(
                            "uuid",
                            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                    new Example("jsonb", "'{\"b\": 2}'", "{\\b\\: 2}"),
                    new Example("mood", "'happy'", "happy"),
                    new Example("int[]", "'{1,null,3}'", "[1,null,3]"),
                    new Example("text[]", "'{a,null}'", "[a,null]"),
                    new Example("numeric(8,2)[]", "'{1.50,2.25}'", "[1.50,2.25]"),
                    new Example(
                            "timestamptz[]",
                            "'{2024-02-29 08:11:12+00}'",
                            "[2024-02-29T08:11:12Z]"),
                    new Example("date[]", "'{2024-02-29}'", "[2024-02-29]"),
                    new Example(
                            "uuid[]",
                            "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'",
                            "[a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11]"),
                    new Example("inet", "'10.0.0.1'", "10.0.0.1"),
                    new Example("point", "'(1.5,2.5)'", "{x:1.5,y:2.5}"),
                    new Example("bit(1)", "B'1'", "true"),
                    new Example("bit(5)", "B'10101'", "FQ=="),
                    new Example("int4range", "'[1,5)'", "[1,5)"),
                    new Example("box", "'((0,0),(1,1))'", "(1.0,1.0),(0.0,0.0)"),
                    new Example("pg_lsn", "'0/16B3748'", "0/16B3748"),
                    new Example("oid", "42", "42"));

    @Test
    void valuesOfEveryTypeComeAsTheyAre() throws Exception {
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (Example example : EXAMPLES) {
            columns.add("c%d %s".formatted(columns.size(), example.type));
            values.add(example.literal);
        }
        String list = String.join(", ", values);
        Server.run(
                database,
                "create type mood as enum('sad', 'happy')",
                "create domain price as numeric(10,2)",
                "create table ty(id int primary key, g int generated always as (id * 2) stored, "
                        + String.join(", ", columns)
                        + ")",
                "insert into ty(id, " + names() + ") values(1, " + list + ")");
        try (var capture = new Capture(Sources.of(database, "ty"), folder)) {
            capture.read(1);
            Server.run(database, "insert into ty(id, " + names() + ") values(2, " + list + ")");
            capture.read(2);
            for (ObjectNode row : capture.durable()) {
                for (int i = 0; i < EXAMPLES.size(); i++) {
                    var example = EXAMPLES.get(i);
                    assertEquals(
                            example.json,
                            Capture.text(row, "c" + i),
                            example.type + " of a row read as " + row.path("_op"));
                }
            }
        }
    }

    private static String names() {
        var names = new ArrayList<String>();
        for (int i = 0; i < EXAMPLES.size(); i++) {
            names.add("c" + i);
        }
        return String.join(", ", names);
    }

    @Test
    void aNullStaysNullWhereTheColumnHasADefault() throws Exception {
        Server.run(
                database,
                "create table t(id int primary key, a int default 7, b text default 'x')",
                "insert into t values(1, null, null)");
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            Server.run(
                    database, "insert into t values(2, null, null)", "insert into t(id) values(3)");
            capture.read(3);
            assertEquals(
                    List.of("1 null null", "2 null null", "3 7 x"), capture.rows("id", "a", "b"));
        }
    }

    @Test
    void whatNoColumnCanHoldIsNullAndTold() throws Exception {
        String create =
                "(id int primary key, n numeric(10,2), f numeric, d date, ts timestamp, tz timestamptz,"
                        + " ti time, dd date[])";
        String[] rows = {
            "(1, 'NaN', 'NaN', 'infinity', 'infinity', 'infinity', '24:00', '{2024-01-01,infinity}')",
            "(2, null, '-infinity', '-infinity', '-infinity', '-infinity', null, null)",
            "(3, null, null, null, '294276-12-31 23:59:59.5', '294276-12-31 23:59:59.5+00', null, null)"
        };
        Server.run(
                database,
                "create table t" + create,
                "insert into t values" + String.join(",", rows));
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(3);
            Server.run(database, "delete from t", "insert into t values" + String.join(",", rows));
            capture.read(9);
            var expected =
                    List.of(
                            "1 null NaN null null null null [2024-01-01,null]"
                                    + " [n=NaN,d=infinity,ts=infinity,tz=infinity,ti=24:00:00,dd=[1] infinity]",
                            "2 null -Infinity null null null null null"
                                    + " [d=-infinity,ts=-infinity,tz=-infinity]",
                            "3 null null null null null null null"
                                    + " [ts=out of range,tz=+294276-12-31T23:59:59.500000Z]");
            var all = capture.rows("id", "n", "f", "d", "ts", "tz", "ti", "dd", "_special");
            assertEquals(expected, all.subList(0, 3), "first load");
            assertEquals(expected, all.subList(6, 9), "log");
            assertEquals(1, capture.bulletins().size(), capture.bulletins().toString());
        }
    }

    @Test
    void largeValuesThatAnUpdateLeftAloneAreTold() throws Exception {
        String large = "(select string_agg(md5(g::text), '') from generate_series(1, 3000) g)";
        Server.run(
                database,
                "create table t(id int primary key, v int, big text, raw bytea, list int[], texts text[], long bigint[])",
                "insert into t values(1, 1, %s, decode(%s, 'hex'), (select array_agg(g * 7919) from generate_series(1, 5000) g), (select array_agg(md5(g::text)) from generate_series(1, 1000) g), (select array_agg(g * 7919::bigint) from generate_series(1, 5000) g))"
                        .formatted(large, large));
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            Server.run(
                    database,
                    "update t set v = 2",
                    "update t set id = 5",
                    "update t set big = 'small'");
            capture.read(5);
            assertEquals(
                    List.of(
                            "u 1 2 null [big,raw,list,texts,long]",
                            "d 1 null null null",
                            "c 5 2 null [big,raw,list,texts,long]",
                            "u 5 2 small [raw,list,texts,long]"),
                    capture.rows("_op", "id", "v", "big", "_unchanged").subList(1, 5));
        }
    }

    @Test
    void theRowBeforeTheChangeIsToldOnRequest() throws Exception {
        Server.run(
                database,
                "create table t(id int primary key, v text)",
                "alter table t replica identity full",
                "insert into t values(1, 'a')");
        var source =
                Sources.with(database, PostgresCdc.Snapshot.INITIAL, Sources.NO_LIMIT, true, "t");
        try (var capture = new Capture(source, folder)) {
            capture.read(1);
            Server.run(database, "update t set v = 'b'", "delete from t");
            capture.read(3);
            assertEquals(
                    List.of("r 1 a null", "u 1 b {id:1,v:a}", "d 1 b {id:1,v:b}"),
                    capture.rows("_op", "id", "v", "_before"));
        }
    }
}
