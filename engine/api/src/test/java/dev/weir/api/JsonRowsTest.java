package dev.weir.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JsonRowsTest {

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingLeaks() {
        allocator.close();
    }

    @Test
    void spellsEveryScalarType() {
        try (var batch = scalars()) {
            assertEquals(
                    "{\"bool\":true,\"int16\":-7,\"int64\":-9223372036854775808,\"uint8\":255,"
                            + "\"uint32\":4294967295,\"uint64\":18446744073709551615,"
                            + "\"float32\":0.1,\"float64\":1.5,\"decimal(10,2)\":-0.05,"
                            + "\"decimal(38,4)\":1234567890123456789012345678901234.5678,"
                            + "\"utf8\":\"a\\\"b\\\\c\\nd\\u0001é€😀\",\"binary\":\"AP8=\","
                            + "\"date\":\"2024-02-29\",\"time\":\"23:59:59.000001\","
                            + "\"timestamp\":\"1969-12-31T23:59:59.500\","
                            + "\"timestamp(UTC)\":\"2024-01-01T00:00:00Z\"}",
                    JsonRows.object(batch, 0));
            assertEquals(
                    "{\"bool\":null,\"int16\":null,\"int64\":null,\"uint8\":null,\"uint32\":null,"
                            + "\"uint64\":null,\"float32\":null,\"float64\":null,"
                            + "\"decimal(10,2)\":null,\"decimal(38,4)\":null,\"utf8\":null,"
                            + "\"binary\":null,\"date\":null,\"time\":null,\"timestamp\":null,"
                            + "\"timestamp(UTC)\":null}",
                    JsonRows.object(batch, 1));
        }
    }

    private Batch scalars() {
        var names =
                List.of(
                        "bool",
                        "int16",
                        "int64",
                        "uint8",
                        "uint32",
                        "uint64",
                        "float32",
                        "float64",
                        "decimal(10,2)",
                        "decimal(38,4)",
                        "utf8",
                        "binary",
                        "date",
                        "time",
                        "timestamp",
                        "timestamp(UTC)");
        return batch(
                names.stream().map(name -> ColumnType.parse(name).field(name)).toList(),
                2,
                vectors -> {
                    ((BitVector) vectors.get(0)).setSafe(0, 1);
                    ((SmallIntVector) vectors.get(1)).setSafe(0, -7);
                    ((BigIntVector) vectors.get(2)).setSafe(0, Long.MIN_VALUE);
                    ((UInt1Vector) vectors.get(3)).setSafe(0, 255);
                    ((UInt4Vector) vectors.get(4)).setSafe(0, -1);
                    ((UInt8Vector) vectors.get(5)).setSafe(0, -1);
                    ((Float4Vector) vectors.get(6)).setSafe(0, 0.1f);
                    ((Float8Vector) vectors.get(7)).setSafe(0, 1.5);
                    ((DecimalVector) vectors.get(8)).setSafe(0, new BigDecimal("-0.05"));
                    ((DecimalVector) vectors.get(9))
                            .setSafe(0, new BigDecimal("1234567890123456789012345678901234.5678"));
                    ((VarCharVector) vectors.get(10))
                            .setSafe(0, "a\"b\\c\nd\u0001é€😀".getBytes(UTF_8));
                    ((VarBinaryVector) vectors.get(11)).setSafe(0, new byte[] {0, -1});
                    ((DateDayVector) vectors.get(12)).setSafe(0, 19782);
                    ((TimeMicroVector) vectors.get(13)).setSafe(0, 86_399_000_001L);
                    ((TimeStampMicroVector) vectors.get(14)).setSafe(0, -500_000);
                    ((TimeStampMicroTZVector) vectors.get(15)).setSafe(0, 1704067200000000L);
                });
    }

    @Test
    void nestsListsStructsAndMaps() {
        var fields =
                List.of(
                        ColumnType.parse("list<int32>").field("l"),
                        ColumnType.parse("struct<a: utf8, b: bool>").field("s"),
                        ColumnType.parse("map<int64,utf8>").field("m"));
        try (var batch =
                batch(
                        fields,
                        2,
                        vectors -> {
                            var list = ((ListVector) vectors.get(0)).getWriter();
                            list.startList();
                            list.integer().writeInt(1);
                            list.integer().writeNull();
                            list.endList();
                            var struct = (StructVector) vectors.get(1);
                            struct.setIndexDefined(0);
                            ((VarCharVector) struct.getChild("a")).setSafe(0, "x".getBytes(UTF_8));
                            var map = ((MapVector) vectors.get(2)).getWriter();
                            map.startMap();
                            map.startEntry();
                            map.key().bigInt().writeBigInt(7);
                            map.value().varChar().writeVarChar("y");
                            map.endEntry();
                            map.endMap();
                        })) {
            assertEquals(
                    "{\"l\":[1,null],\"s\":{\"a\":\"x\",\"b\":null},\"m\":{\"7\":\"y\"}}",
                    JsonRows.object(batch, 0));
            assertEquals("{\"l\":null,\"s\":null,\"m\":null}", JsonRows.object(batch, 1));
        }
    }

    @Test
    void writesWhatIsNoNumberAsText() {
        try (var batch =
                batch(
                        List.of(ColumnType.parse("float64").field("x")),
                        3,
                        vectors -> {
                            var reals = (Float8Vector) vectors.get(0);
                            reals.setSafe(0, Double.NaN);
                            reals.setSafe(1, Double.NEGATIVE_INFINITY);
                            reals.setSafe(2, 1e300);
                        })) {
            var text = new Utf8Buffer(16);
            JsonRows.of(batch.schema()).lines(batch, 0, 3, text);
            assertEquals(
                    "{\"x\":\"NaN\"}\n{\"x\":\"-Infinity\"}\n{\"x\":1.0E300}\n", text.toString());
        }
    }

    @Test
    void masksSensitiveColumnsWhenAsked() {
        var fields =
                List.of(
                        Columns.sensitive(ColumnType.parse("utf8").field("card")),
                        ColumnType.parse("int64").field("id"));
        try (var batch =
                batch(
                        fields,
                        1,
                        vectors -> {
                            ((VarCharVector) vectors.get(0)).setSafe(0, "4711".getBytes(UTF_8));
                            ((BigIntVector) vectors.get(1)).setSafe(0, 1);
                        })) {
            assertEquals("{\"card\":\"4711\",\"id\":1}", JsonRows.object(batch, 0));
            assertEquals("{\"card\":\"***\",\"id\":1}", JsonRows.maskedObject(batch, 0));
        }
    }

    @Test
    void anyStretchOfRowsIsSpelledAsItsSingleValuesAre() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var types = List.of("bool", "int64", "uint8", "float64", "decimal(38,3)", "utf8", "date");
        int rows = 2000;
        try (var batch =
                batch(
                        types.stream().map(t -> ColumnType.parse(t).field(t)).toList(),
                        rows,
                        vectors -> {
                            for (int row = 0; row < rows; row++) {
                                fill(vectors, row, random);
                            }
                        })) {
            var encoder = JsonRows.of(batch.schema());
            for (int round = 0; round < 20; round++) {
                int from = random.nextInt(rows);
                int to = random.nextInt(from, rows) + 1;
                var fast = new Utf8Buffer(16);
                encoder.lines(batch, from, to, fast);
                var slow = new Utf8Buffer(16);
                for (int row = from; row < to; row++) {
                    for (int column = 0; column < types.size(); column++) {
                        slow.add(column == 0 ? "{" : ",");
                        slow.jsonText(types.get(column));
                        slow.add(':');
                        JsonValues.add(batch.vector(column), row, slow);
                    }
                    slow.add("}\n");
                }
                assertEquals(slow.toString(), fast.toString(), "seed " + seed);
            }
        }
    }

    private static void fill(List<FieldVector> vectors, int row, SplittableRandom random) {
        if (random.nextInt(5) != 0) {
            ((BitVector) vectors.get(0)).setSafe(row, random.nextInt(2));
        }
        if (random.nextInt(5) != 0) {
            long whole = random.nextLong() >> random.nextInt(64);
            ((BigIntVector) vectors.get(1)).setSafe(row, whole);
            ((DecimalVector) vectors.get(4)).setSafe(row, new BigDecimal(whole).movePointLeft(3));
        }
        ((UInt1Vector) vectors.get(2)).setSafe(row, random.nextInt(256));
        ((Float8Vector) vectors.get(3)).setSafe(row, random.nextInt(2_000_000) / 1e4 - 100);
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append("ab\"\\\n é€\u0000x".charAt(random.nextInt(10)));
        }
        ((VarCharVector) vectors.get(5)).setSafe(row, text.toString().getBytes(UTF_8));
        ((DateDayVector) vectors.get(6)).setSafe(row, random.nextInt(4_000_000) - 1_000_000);
    }

    @Test
    void realNumbersAreTheShortestThatReadBack() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            double value =
                    switch (i % 3) {
                        case 0 -> random.nextInt() / 1e6;
                        case 1 -> Double.longBitsToDouble(random.nextLong());
                        default -> random.nextDouble() * 180 - 90;
                    };
            if (Double.isFinite(value)) {
                var text = new Utf8Buffer(32);
                text.real(value);
                assertEquals(
                        0,
                        new BigDecimal(text.toString())
                                .compareTo(new BigDecimal(Double.toString(value))),
                        () -> text + " for " + value + ", seed " + seed);
            }
        }
    }

    private interface Filler {
        void fill(List<FieldVector> vectors);
    }

    private Batch batch(List<Field> fields, int rows, Filler filler) {
        var schema = new Schema(fields);
        var root = VectorSchemaRoot.create(schema, allocator);
        root.allocateNew();
        filler.fill(new ArrayList<>(root.getFieldVectors()));
        root.setRowCount(rows);
        return Batch.of(root);
    }
}
