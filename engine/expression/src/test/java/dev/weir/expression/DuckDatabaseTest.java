package dev.weir.expression;

import static dev.weir.expression.Rows.batch;
import static dev.weir.expression.Rows.row;
import static dev.weir.expression.Rows.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Database.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DuckDatabaseTest {
    private static final Schema ORDERS =
            schema(column("id", "int64"), column("city", "utf8"), column("price", "decimal(10,2)"));

    @TempDir Path folder;

    private final BufferAllocator root = new RootAllocator();
    private final BufferAllocator mine = root.newChildAllocator("rows", 0, Long.MAX_VALUE);
    private final BufferAllocator theirs = root.newChildAllocator("database", 0, Long.MAX_VALUE);

    @AfterEach
    void givesAllMemoryBack() {
        assertEquals(0, mine.getAllocatedMemory(), "rows");
        assertEquals(0, theirs.getAllocatedMemory(), "database");
        mine.close();
        theirs.close();
        root.close();
    }

    @Test
    void queriesTablesAndBatches() throws Exception {
        try (var database = open(Access.NONE);
                var orders = orders();
                var cities =
                        batch(
                                mine,
                                schema(column("city", "utf8"), column("country", "utf8")),
                                List.of(row("Köln", "DE"), row("", "none")))) {
            database.create("cities", cities.schema());
            database.append("cities", cities);
            var rows =
                    rows(
                            database,
                            "select id, country, price * 2 twice from orders join cities using (city) order by id",
                            Map.of("orders", orders));
            assertEquals(List.of("1|DE|3.00", "3|none|-1.98"), rows);
        }
    }

    @Test
    void carriesEveryTypeThereAndBack() throws Exception {
        var names =
                List.of(
                        "bool",
                        "int8",
                        "int16",
                        "int32",
                        "int64",
                        "uint8",
                        "uint16",
                        "uint32",
                        "uint64",
                        "float32",
                        "float64",
                        "decimal(38,3)",
                        "utf8",
                        "binary",
                        "date",
                        "time",
                        "timestamp",
                        "timestamp(UTC)");
        var fields = new ArrayList<Field>();
        names.forEach(name -> fields.add(column(name, name)));
        var schema = new Schema(fields);
        var full =
                row(
                        true,
                        -128,
                        -32768,
                        7,
                        Long.MIN_VALUE,
                        255,
                        65535,
                        4294967295L,
                        -1L,
                        1.5f,
                        Double.NaN,
                        "12345678901234567890123456789012345.678",
                        "a\u0000ü𝄞",
                        new byte[] {0, -1},
                        "1969-12-31",
                        86_399_999_999L,
                        "2024-02-29T23:59:59.999999",
                        "0001-01-01T00:00:00");
        try (var database = open(Access.NONE);
                var rows = batch(mine, schema, List.of(full, row(new Object[names.size()])))) {
            database.create("t", schema);
            database.append("t", rows);
            try (var result = database.query("from t", Map.of())) {
                assertEquals(schema, result.schema());
                try (var got = result.next().orElseThrow()) {
                    assertEquals(Rows.texts(rows), Rows.texts(got));
                }
                assertTrue(result.next().isEmpty());
            }
        }
    }

    @Test
    void givesNestedColumnsOurShape() throws Exception {
        try (var database = open(Access.NONE);
                var result =
                        database.query(
                                "select [1] l, {'a': 'x', 'b': [2.5]} s, map {'k': 1} m",
                                Map.of())) {
            assertEquals(
                    List.of(
                            column("l", "list<int32>"),
                            column("s", "struct<a: utf8, b: list<decimal(2,1)>>"),
                            column("m", "map<utf8,int32>")),
                    result.schema().getFields());
        }
    }

    @Test
    void castsWhatBatchesCannotCarry() throws Exception {
        try (var database = open(Access.NONE)) {
            String sql =
                    "select interval 1 day i, 'b'::enum('a', 'b') e, [1, 2]::int[2] a, null n,"
                            + " timestamp_ns '2020-01-01 00:00:00.123456789' t, sum(1) \"sum of it\"";
            try (var result = database.query(sql, Map.of());
                    var batch = result.next().orElseThrow()) {
                assertEquals(List.of("1 day|b|[1,2]|null|1577836800123457|1"), Rows.texts(batch));
                assertEquals(column("t", "timestamp"), result.schema().getFields().get(4));
            }
        }
    }

    @Test
    void givesLargeResultsABatchAtATime() throws Exception {
        try (var database = open(Access.NONE);
                var result = database.query("select range i from range(150000)", Map.of())) {
            var sizes = new ArrayList<Integer>();
            for (var next = result.next(); next.isPresent(); next = result.next()) {
                try (var batch = next.get()) {
                    sizes.add(batch.rows());
                }
            }
            assertEquals(List.of(65_536, 65_536, 18_928), sizes);
        }
    }

    @Test
    void resultsMayBeClosedEarlyAndBatchesOutliveTheDatabase() throws Exception {
        Batch first;
        try (var database = open(Access.NONE);
                var result = database.query("select 'x' || range t from range(150000)", Map.of())) {
            first = result.next().orElseThrow();
        }
        try (first) {
            assertEquals("x65535", Rows.text(first.vector(0), 65_535));
        }
    }

    @Test
    void saysWhatIsWrongAndWhere() throws Exception {
        try (var database = open(Access.NONE);
                var orders = orders()) {
            var unknown =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    database.query(
                                            "select id,\n  cty from orders",
                                            Map.of("orders", orders)));
            assertEquals(
                    "Referenced column \"cty\" not found in FROM clause! Candidate bindings:"
                            + " \"city\" (line 2, column 3 of the query)",
                    unknown.getMessage());
            var failing =
                    assertThrows(
                            SQLDataException.class,
                            () ->
                                    database.query(
                                            "select city::int from orders",
                                            Map.of("orders", orders)));
            assertEquals(
                    "Could not convert string 'Köln' to INT32 when casting from source column"
                            + " city (line 1, column 12 of the query)",
                    failing.getMessage());
            assertEquals(
                    List.of("3"),
                    rows(database, "select count(*) from orders", Map.of("orders", orders)));
        }
    }

    @Test
    void tellsALateFailureWhileReading() throws Exception {
        try (var database = open(Access.NONE);
                var result =
                        database.query(
                                "select (2140000000 + range)::int from range(10000000)",
                                Map.of())) {
            var failure =
                    assertThrows(
                            SQLDataException.class,
                            () -> {
                                while (true) {
                                    result.next().orElseThrow().close();
                                }
                            });
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("2147483648"),
                    failure.getMessage());
        }
    }

    @Test
    void batchesThatAQueryDoesNotReadAreGivenBack() throws Exception {
        try (var database = open(Access.NONE);
                var orders = orders()) {
            assertEquals(List.of("1"), rows(database, "select 1", Map.of("orders", orders)));
            assertThrows(
                    SQLException.class, () -> database.query("selec", Map.of("orders", orders)));
        }
    }

    @Test
    void isLockedDown() throws Exception {
        var inside = Files.createDirectory(folder.resolve("inside"));
        Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        try (var database = open(new Access(List.of(inside)))) {
            assertThrows(
                    SQLException.class,
                    () -> database.query("from '" + folder.resolve("secret.csv") + "'", Map.of()));
            assertThrows(
                    SQLException.class,
                    () -> database.query("from '" + inside + "/../secret.csv'", Map.of()));
            assertThrows(SQLException.class, () -> database.query("set threads = 4", Map.of()));
        }
    }

    @Test
    void feedsAStatementThatWritesAFile() throws Exception {
        var file = folder.resolve("orders.parquet");
        try (var database = open(new Access(List.of(folder)));
                var orders = orders()) {
            try (var feed = database.feed("copy (from rows) to '" + file + "'", "rows", ORDERS)) {
                for (int i = 0; i < 50; i++) {
                    feed.write(orders);
                }
                feed.finish();
            }
            assertEquals(
                    List.of("150|25.50"),
                    rows(database, "select count(*), sum(price) from '" + file + "'", Map.of()));
        }
    }

    @Test
    void feedsNoRowsAtAll() throws Exception {
        var file = folder.resolve("none.parquet");
        try (var database = open(new Access(List.of(folder)))) {
            try (var feed = database.feed("copy (from rows) to '" + file + "'", "rows", ORDERS)) {
                feed.finish();
            }
            assertEquals(
                    List.of("0"), rows(database, "select count(*) from '" + file + "'", Map.of()));
        }
    }

    @Test
    void aFeedTellsItsFailureToTheWriter() throws Exception {
        try (var database = open(Access.NONE);
                var orders = orders();
                var feed =
                        database.feed(
                                "create table t as select city::int from rows", "rows", ORDERS)) {
            var failure =
                    assertThrows(
                            SQLException.class,
                            () -> {
                                while (true) {
                                    feed.write(orders);
                                }
                            });
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("'Köln'"), failure.getMessage());
            assertThrows(SQLException.class, feed::finish);
        }
    }

    @Test
    void aFeedMayBeAbandoned() throws Exception {
        try (var database = open(Access.NONE);
                var orders = orders()) {
            var feed = database.feed("create table t as from rows", "rows", ORDERS);
            feed.write(orders);
            feed.close();
            assertEquals(
                    List.of("0"),
                    rows(
                            database,
                            "select count(*) from duckdb_tables() where table_name = 't'",
                            Map.of()));
        }
    }

    private Batch orders() {
        return batch(
                mine,
                ORDERS,
                List.of(row(1, "Köln", "1.50"), row(2, null, null), row(3, "", "-0.99")));
    }

    private DuckDatabase open(Access access) throws SQLException {
        return DuckDatabase.open(access, theirs, 256 << 20, folder.resolve("spill"));
    }

    private static List<String> rows(DuckDatabase database, String sql, Map<String, Batch> batches)
            throws Exception {
        var rows = new ArrayList<String>();
        try (var result = database.query(sql, batches)) {
            for (var next = result.next(); next.isPresent(); next = result.next()) {
                try (var batch = next.get()) {
                    rows.addAll(Rows.texts(batch));
                }
            }
        }
        return rows;
    }

    private static Field column(String name, String type) {
        return ColumnType.parse(type).field(name);
    }
}
