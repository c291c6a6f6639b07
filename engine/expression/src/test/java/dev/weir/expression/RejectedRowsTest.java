package dev.weir.expression;

import static dev.weir.expression.Rows.batch;
import static dev.weir.expression.Rows.row;
import static dev.weir.expression.Rows.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Expression;
import dev.weir.api.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows fail, which are null instead, and that neither says anything about other rows. */
class RejectedRowsTest {
    private static final Schema TEXTS = schema(column("t", "utf8"), column("u", "utf8"));
    private static final Schema NUMBERS =
            schema(
                    column("i", "int32"),
                    column("n", "int64"),
                    column("d", "decimal(3,2)"),
                    column("t", "utf8"));

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void givesAllMemoryBack() {
        allocator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cast(t as int) is not null",
                "(cast(t as int) > 0) is true",
                "cast(t as int) is distinct from -1",
                "cast(t as int) is not distinct from cast(t as int)",
                "coalesce(cast(t as int), 1) > 0",
                "not (cast(t as int) < 0)"
            })
    void aRowThatFailsLeavesNoMarkOnLaterBatches(String condition) throws Exception {
        try (var filter = Expressions.evaluator(new Expression(condition), TEXTS, allocator);
                var bad = texts(5000, "abc", 7, 2055, 4999);
                var good = texts(5000, "abc")) {
            var failures = new Failures();
            assertEquals(4997, filter.select(bad, failures).count());
            assertEquals(3, failures.count());
            var later = new Failures();
            assertEquals(5000, filter.select(good, later).count());
            assertEquals(0, later.count());
            try (var value = filter.evaluate(good, later)) {
                assertEquals(0, value.getNullCount());
            }
        }
    }

    @Test
    void aTriedCastThatFailsIsNullInEveryChunk() throws Exception {
        try (var round =
                        Expressions.evaluator(
                                new Expression("round(try_cast(t as double))"), TEXTS, allocator);
                var batch = texts(2050, "abc", 7, 2049);
                var value = round.evaluate(batch, new Failures())) {
            assertEquals("null", Rows.text(value, 7));
            assertEquals("1.0", Rows.text(value, 8));
            assertEquals("1.0", Rows.text(value, 2048));
            assertEquals("null", Rows.text(value, 2049));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            textBlock =
                    """
                    round(try_cast(t as double))                          # 6.0 null null 7.0 /
                    abs(try_cast(t as double))                            # 5.5 null null 7.0 /
                    try_cast(t as int) is distinct from try_cast(u as int) # false false true true /
                    try_cast(t as int) is not distinct from try_cast(u as int) # true true false false /
                    """)
    void aTriedCastThatFailsIsNullToWhateverReadsIt(String expression, String expected)
            throws Exception {
        try (var batch =
                batch(
                        allocator,
                        TEXTS,
                        List.of(row("5.5", "6"), row("abc", "x"), row(null, "2"), row("7", "y")))) {
            assertEquals(expected, outcome(batch, expression));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            textBlock =
                    """
                    try_cast(i + i as int)      # 2 null / 1 2147483647 + 2147483647 is out of the range of INTEGER
                    try_cast(i // n as int)     # 1 null / 1 2147483647 // 0 divides by zero
                    try_cast(i // n as tinyint) # 1 null / 1 2147483647 // 0 divides by zero
                    try_cast(i as tinyint)      # 1 null /
                    try_cast(cast(t as int) as bigint) # 7 null / 1 'abc' cannot be cast to INTEGER
                    try_cast(cast(t as int) as int) # 7 null / 1 'abc' cannot be cast to INTEGER
                    try_cast(try_cast(t as int) as bigint) # 7 null /
                    try_cast('abc' as int)      # null null /
                    try_cast('7' as int) + i    # 8 null / 1 7 + 2147483647 is out of the range of INTEGER
                    """)
    void onlyTheFailureOfTheCastItselfBecomesNull(String expression, String expected)
            throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.of(
                                row(1, 1, "1.00", "7"),
                                row(Integer.MAX_VALUE, 0, "2.00", "abc")))) {
            assertEquals(expected, outcome(batch, expression));
        }
    }

    @Test
    void theSmallestDecimalHasARemainder() throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.<@Nullable Object[]>of(
                                row(1, 1, "-9.99", ""), row(1, 1, "9.99", "")))) {
            assertEquals("0.00 0.00 /", outcome(batch, "d % -0.01"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            textBlock =
                    """
                    bit_count(t::int) in (3, 7, 8)        # true null
                    nullif(bit_count(t::int), 4)          # 3 null
                    nullif(chr(t::int + 64), chr(65))     # G null
                    """)
    void aRowThatFailsInDuckStopsNoBatch(String expression, String expected) throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.of(row(1, 1, "1.00", "7"), row(1, 0, "2.00", "abc")))) {
            assertEquals(expected + " / 1", outcome(batch, expression).replaceAll(" Could.*", ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            textBlock =
                    """
                    i in (1, 2147483647, i + i)   # true null / 1 2147483647 + 2147483647 is out of the range of INTEGER
                    i not in (n, i, i + i)        # false null / 1 2147483647 + 2147483647 is out of the range of INTEGER
                    i between 2 and i + i         # false null / 1 2147483647 + 2147483647 is out of the range of INTEGER
                    i > 1 and i + i > 0           # false null / 1 2147483647 + 2147483647 is out of the range of INTEGER
                    i <> 1 or i + i > 0           # true true /
                    """)
    void everyCandidateAndBoundCountsButOnlyWhatAConditionLeavesOpen(
            String expression, String expected) throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.of(
                                row(1, 1, "1.00", "7"),
                                row(Integer.MAX_VALUE, 0, "2.00", "abc")))) {
            assertEquals(expected, outcome(batch, expression));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            textBlock =
                    """
                    left(t, n)            # a null / 1 left of a text by 4294967296 is out of range
                    left(t, -n)           # ab  /
                    right(t, n)           # c abc /
                    substring(t, n)       # abc null / 1 substring of a text by 4294967296 is out of range
                    substring(t, -n - 1)  # bc null / 1 substring of a text by -4294967297 is out of range
                    substring(t, 2, n)    # b null / 1 substring of a text by 2, 4294967296 is out of range
                    """)
    void aPartOfATextBeyondAllTextsFails(String expression, String expected) throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.of(row(1, 1, "1.00", "abc"), row(1, 1L << 32, "2.00", "abc")))) {
            assertEquals(expected, outcome(batch, expression));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-0, 0 0 /",
        "-3, null -3 / 0 '-3' cannot be cast to UTINYINT",
        "-0.36, null 0 / 0 '-0.36' cannot be cast to UTINYINT",
        "-1e-5, null 0 / 0 '-1e-5' cannot be cast to UTINYINT",
        "0.36, 0 0 /"
    })
    void anUnsignedNumberHasNoSignEvenIfItIsRounded(String text, String expected) throws Exception {
        try (var batch = batch(allocator, TEXTS, List.<@Nullable Object[]>of(row(text, "")))) {
            String unsigned = outcome(batch, "t::utinyint");
            String signed = outcome(batch, "t::tinyint");
            assertEquals(expected, unsigned.replace(" /", " " + signed));
        }
    }

    @Test
    void candidatesAreComparedAsFloatingNumbersIfOneIs() throws Exception {
        try (var batch =
                batch(
                        allocator,
                        NUMBERS,
                        List.<@Nullable Object[]>of(row(16_777_217, 16_777_216, "0.00", "")))) {
            assertEquals("false /", outcome(batch, "i in (n, 7)"));
            assertEquals("true /", outcome(batch, "i in (n, 7::float)"));
        }
    }

    @Test
    void aTextBesideAnUntypedNullIsUntyped() throws Exception {
        assertEquals(
                new Checked.Valid<>(ColumnType.parse("int32").field("")),
                Expressions.check(new Expression("t || null"), TEXTS));
    }

    /** Rows of ones, but for some. */
    private Batch texts(int rows, String other, int... where) {
        var all = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < rows; i++) {
            int row = i;
            all.add(row(IntStream.of(where).anyMatch(w -> w == row) ? other : "1", "1"));
        }
        return batch(allocator, TEXTS, all);
    }

    private String outcome(Batch batch, String expression) throws Exception {
        var failures = new Failures();
        try (var evaluator =
                        Expressions.evaluator(
                                new Expression(expression), batch.schema(), allocator);
                var value = evaluator.evaluate(batch, failures)) {
            var text = new StringBuilder(String.join(" ", Rows.texts(value))).append(" /");
            for (int i = 0; i < failures.count(); i++) {
                text.append(" ").append(failures.row(i)).append(" ").append(failures.message(i));
            }
            return text.toString();
        }
    }

    private static Field column(String name, String type) {
        return ColumnType.parse(type).field(name);
    }
}
