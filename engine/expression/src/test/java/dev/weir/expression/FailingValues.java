package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows with values that casts and operations fail at, as many as one likes, and only such as
 * kernels are never in doubt about.
 */
final class FailingValues {
    static final Schema SCHEMA =
            Rows.schema(
                    column("x", "bool"),
                    column("y", "bool"),
                    column("b", "int8"),
                    column("u", "uint8"),
                    column("i", "int32"),
                    column("j", "int32"),
                    column("n", "int64"),
                    column("z", "int32"),
                    column("d", "decimal(10,2)"),
                    column("e", "decimal(4,1)"),
                    column("f", "float64"),
                    column("g", "float32"),
                    column("s", "utf8"),
                    column("t", "utf8"),
                    column("v", "utf8"),
                    column("w", "utf8"),
                    column("day", "date"),
                    column("ts", "timestamp"));

    private static final List<String> WORDS = List.of("a", "", "b", "ab", "Äb", "a longer text ");
    private static final List<String> NUMERALS = List.of("7", "0", "1", "12", "-3", "5.5", " 7 ");
    private static final List<String> WRONG =
            List.of("abc", "", "x1", "99999999999999999999", "300", "2024-02-30", "-");

    private final Random random;
    private final double bad;
    private final double nulls;

    private FailingValues(Random random, double bad, double nulls) {
        this.random = random;
        this.bad = bad;
        this.nulls = nulls;
    }

    private static Field column(String name, String type) {
        return ColumnType.parse(type).field(name);
    }

    /**
     * Random rows.
     *
     * @param bad share of the values that something fails at
     * @param nulls share of the values that are null
     */
    static Batch batch(
            BufferAllocator allocator, Random random, int count, double bad, double nulls) {
        var values = new FailingValues(random, bad, nulls);
        var rows = new ArrayList<@Nullable Object[]>();
        for (int row = 0; row < count; row++) {
            rows.add(SCHEMA.getFields().stream().map(values::value).toArray());
        }
        return Rows.batch(allocator, SCHEMA, rows);
    }

    private @Nullable Object value(Field field) {
        boolean isAlwaysNull = field.getName().equals("z") || field.getName().equals("w");
        if (isAlwaysNull || random.nextDouble() < nulls) {
            return null;
        }
        boolean isBad = random.nextDouble() < bad;
        return switch (field.getName()) {
            case "x", "y" -> random.nextBoolean();
            case "b" -> isBad ? one(List.of(-128, 127, 0)) : random.nextInt(1, 9);
            case "u" -> isBad ? one(List.of(255, 128, 0)) : random.nextInt(1, 9);
            case "i", "j" -> isBad ? one(List.of(1 << 31, ~(1 << 31), 0, -1)) : small();
            case "n" -> isBad ? one(List.of(1L << 63, ~(1L << 63), 0L, 1L << 53)) : small();
            case "d" -> decimal(isBad ? 9_999_999_999L : random.nextLong(1, 2000), 2);
            case "e" -> decimal(isBad ? 9999 : random.nextLong(1, 99), 1);
            case "f" -> isBad ? one(List.of(1e300, -1e19, 0.0, -0.0)) : small() / 4.0;
            case "g" -> isBad ? one(List.of(3e38f, -1e10f, 0f)) : small() / 2.0f;
            case "s" -> one(WORDS);
            case "t" -> one(isBad ? WRONG : NUMERALS);
            case "v" -> one(isBad ? WRONG : List.of("2024-02-29", "7", "1999-12-31"));
            case "day" -> random.nextInt(-10_000, 30_000);
            default -> random.nextLong(-1_000_000_000_000_000L, 3_000_000_000_000_000L);
        };
    }

    private int small() {
        return random.nextInt(-9, 12);
    }

    private String decimal(long digits, int scale) {
        return BigDecimal.valueOf(random.nextInt(4) == 0 ? -digits : digits, scale).toPlainString();
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
