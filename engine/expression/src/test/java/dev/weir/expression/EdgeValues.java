package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of values at which engines differ: nulls, bounds, halves, NaN, Unicode, odd spellings. */
final class EdgeValues {

    /** Name of a column, from its type and a number: {@code int32_1}. */
    static final Map<String, String> TYPES = types();

    private static final long[] BOUNDS = {
        0,
        1,
        -1,
        2,
        3,
        5,
        10,
        -10,
        99,
        100,
        127,
        -128,
        128,
        255,
        32767,
        -32768,
        65535,
        2147483647L,
        -2147483648L,
        2147483648L,
        4294967295L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 53,
        12345
    };
    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        0.1,
        1e10,
        -1e10,
        1e19,
        1e300,
        4.9e-324,
        3.4e38,
        127.5,
        2147483647.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        123.456
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "A",
        "abc",
        "ABC",
        "completed",
        "completed ",
        "Completed",
        "complete",
        " x ",
        "\tx\n",
        "ä",
        "Äpfel",
        "ÄÖÜß",
        "straße",
        "𝄞 clef",
        "日本語",
        "e\u0301",
        "a\u0000b",
        "%",
        "_",
        "a%b",
        "aXb",
        "İstanbul",
        "ǅ",
        "\u00a0x\u2003",
        "1",
        "-1",
        "+7",
        " 12 ",
        "1.5",
        "2.5",
        "-0.5",
        ".5",
        "5.",
        "1e3",
        "1_000",
        "0x10",
        "007",
        "99999999999999999999",
        "true",
        "F",
        "yes",
        "TRUE",
        "2024-02-29",
        "2023-02-29",
        "2024-2-9",
        "2024-02-29 12:34:56",
        "2024-02-29T12:34:56.123456Z",
        "2024-02-29 25:00:00",
        "nan",
        "inf",
        "x1",
        "12a",
        "--5",
        "1e400",
        "2147483648",
        "-128",
        "128",
        "0.005",
        "-0.005",
        "12345.675",
        "a long text that does not fit into two words",
        "\uFFFD"
    };
    private static final int[] DAYS = {
        0,
        -1,
        1,
        59,
        60,
        365,
        -719162,
        -719163,
        2932896,
        2932897,
        19782,
        11016,
        -25567,
        16800,
        Integer.MAX_VALUE,
        -Integer.MAX_VALUE
    };
    private static final long[] TIMES = {
        0,
        -1,
        1,
        1_000_000,
        -1_000_000,
        86_399_999_999L,
        86_400_000_000L,
        -86_400_000_001L,
        1_709_208_000_123_456L,
        951_782_400_000_000L,
        -62_135_596_800_000_000L,
        253_402_300_799_999_999L,
        Long.MAX_VALUE,
        -Long.MAX_VALUE
    };

    private EdgeValues() {}

    private static Map<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        for (String type :
                List.of(
                        "bool",
                        "int8",
                        "int16",
                        "int32",
                        "int64",
                        "uint8",
                        "uint16",
                        "uint32",
                        "float32",
                        "float64",
                        "decimal(4,1)",
                        "decimal(10,2)",
                        "decimal(18,4)",
                        "utf8",
                        "date",
                        "timestamp",
                        "timestamp(UTC)")) {
            String name = type.replaceAll("[(),]", "_").replaceAll("_$", "");
            types.put(name + "_1", type);
            types.put(name + "_2", type);
        }
        return types;
    }

    static Schema schema() {
        var fields = new ArrayList<Field>();
        TYPES.forEach((name, type) -> fields.add(ColumnType.parse(type).field(name)));
        return new Schema(fields);
    }

    /** Rows with one null in eight, if asked for. */
    static Batch batch(BufferAllocator allocator, Random random, int count, boolean nulls) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (int row = 0; row < count; row++) {
            var values = new ArrayList<@Nullable Object>();
            for (String type : TYPES.values()) {
                values.add(nulls && random.nextInt(8) == 0 ? null : value(type, random));
            }
            rows.add(values.toArray());
        }
        return Rows.batch(allocator, schema(), rows);
    }

    private static Object value(String type, Random random) {
        return switch (type) {
            case "bool" -> random.nextBoolean();
            case "float32" -> (float) floating(random);
            case "float64" -> floating(random);
            case "utf8" -> text(random);
            case "date" ->
                    random.nextBoolean()
                            ? DAYS[random.nextInt(DAYS.length)]
                            : random.nextInt(40_000) - 10_000;
            case "timestamp", "timestamp(UTC)" ->
                    random.nextBoolean()
                            ? TIMES[random.nextInt(TIMES.length)]
                            : random.nextLong(4_000_000_000_000_000L) - 1_000_000_000_000_000L;
            case "decimal(4,1)" -> decimal(random, 4, 1);
            case "decimal(10,2)" -> decimal(random, 10, 2);
            case "decimal(18,4)" -> decimal(random, 18, 4);
            default -> whole(type, random);
        };
    }

    private static long whole(String type, Random random) {
        boolean signed = type.startsWith("int");
        int bits = Integer.parseInt(type.replaceAll("\\D", ""));
        long any =
                random.nextInt(4) == 0
                        ? random.nextInt(1000) - 500
                        : BOUNDS[random.nextInt(BOUNDS.length)];
        int spare = 64 - bits;
        return signed ? any << spare >> spare : any << spare >>> spare;
    }

    private static double floating(Random random) {
        return random.nextInt(4) == 0
                ? random.nextGaussian() * 1000
                : FLOATS[random.nextInt(FLOATS.length)];
    }

    private static String decimal(Random random, int precision, int scale) {
        long limit = (long) Math.pow(10, precision) - 1;
        long unscaled =
                switch (random.nextInt(6)) {
                    case 0 -> limit;
                    case 1 -> -limit;
                    case 2 -> 0;
                    case 3 -> random.nextLong(Math.min(limit, 2000)) - 1000;
                    default -> random.nextLong(limit);
                };
        long clamped = Math.clamp(unscaled, -limit, limit);
        return java.math.BigDecimal.valueOf(clamped, scale).toPlainString();
    }

    private static String text(Random random) {
        if (random.nextInt(3) > 0) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        String letters = "aAbB zZäÖß é𝄞1290.-%_\\";
        var text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(letters.length());
            at -= Character.isLowSurrogate(letters.charAt(at)) ? 1 : 0;
            text.appendCodePoint(letters.codePointAt(at));
        }
        return text.toString();
    }
}
