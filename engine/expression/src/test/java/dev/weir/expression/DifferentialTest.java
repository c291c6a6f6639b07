package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Database.Access;
import dev.weir.api.Failures;
import dev.weir.expression.kernels.Program;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kernel gives what DuckDB gives, value by value and failure by failure. */
class DifferentialTest {
    private static final int ROWS = 3000;
    private static final int TOGETHER = 40;
    private static final int DIFFERENCES = 60;

    @TempDir Path folder;

    private final BufferAllocator allocator = new RootAllocator();
    private final List<String> differences = new ArrayList<>();
    private int kernels;
    private int doubtful;

    @AfterEach
    void givesAllMemoryBack() {
        allocator.close();
    }

    @Test
    void comparisons() throws Exception {
        compare(KernelExpressions.comparisons(), 120);
    }

    @Test
    void arithmetic() throws Exception {
        compare(KernelExpressions.arithmetic(), 150);
    }

    @Test
    void casts() throws Exception {
        compare(KernelExpressions.casts(), 150);
    }

    @Test
    void logicAndChoices() throws Exception {
        compare(KernelExpressions.logic(), 120);
    }

    @Test
    void texts() throws Exception {
        compare(KernelExpressions.texts(), 120);
    }

    @Test
    void datesAndTimes() throws Exception {
        compare(KernelExpressions.times(), 120);
    }

    @Test
    void numbers() throws Exception {
        compare(KernelExpressions.numbers(), 120);
    }

    @Test
    void everyCharacter() throws Exception {
        try (var database = DuckDatabase.open(Access.NONE, allocator, 512 << 20, folder)) {
            for (int first = 0; first < 0x20000; first += 0x8000) {
                var rows = new ArrayList<@Nullable Object[]>();
                for (int c = first; c < first + 0x8000; c++) {
                    boolean isCharacter = c < 0xD800 || c > 0xDFFF;
                    rows.add(Rows.row(isCharacter ? "x" + Character.toString(c) : null));
                }
                var schema = Rows.schema(ColumnType.parse("utf8").field("utf8_1"));
                try (var batch = Rows.batch(allocator, schema, rows)) {
                    compare(
                            database,
                            List.of("lower(utf8_1)", "upper(utf8_1)", "rtrim(utf8_1)"),
                            batch);
                }
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    private void compare(List<String> expressions, int limit) throws Exception {
        long seed = Long.getLong("weir.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dweir.seed=" + seed + ")");
        var random = new Random(seed);
        var chosen = new ArrayList<>(expressions);
        if (!Boolean.getBoolean("weir.all")) {
            Collections.shuffle(chosen, random);
            chosen.subList(Math.min(limit, chosen.size()), chosen.size()).clear();
        }
        try (var database = DuckDatabase.open(Access.NONE, allocator, 512 << 20, folder);
                var plain = EdgeValues.batch(allocator, random, ROWS, false);
                var holed = EdgeValues.batch(allocator, random, ROWS, true)) {
            compare(database, chosen, plain);
            compare(database, chosen, holed);
        }
        System.out.printf(
                "%d expressions, by kernels %d times, doubtful %d times%n",
                chosen.size(), kernels, doubtful);
        assertEquals("", String.join("\n", differences), "seed " + seed);
        assertTrue(kernels > chosen.size() / 2, "too few of them have kernels");
    }

    private void compare(DuckDatabase database, List<String> expressions, Batch batch)
            throws Exception {
        var together = new ArrayList<String>();
        var programs = new ArrayList<Program>();
        for (String expression : expressions) {
            if (Expressions.compile(expression, batch.schema())
                            instanceof Checked.Valid<Program>(Program program)
                    && program.foreign().isEmpty()) {
                together.add(expression);
                programs.add(program);
            }
            if (together.size() == TOGETHER || expression.equals(expressions.getLast())) {
                flushSafely(database, together, programs, batch);
                together.clear();
                programs.clear();
            }
        }
    }

    /** One expression that DuckDB refuses must not hide the others. */
    private void flushSafely(
            DuckDatabase database, List<String> expressions, List<Program> programs, Batch batch)
            throws Exception {
        try {
            flush(database, expressions, programs, batch);
        } catch (SQLException e) {
            if (expressions.size() == 1) {
                differ(expressions.getFirst() + " is refused: " + e.getMessage());
                return;
            }
            for (int i = 0; i < expressions.size(); i++) {
                flushSafely(
                        database, expressions.subList(i, i + 1), programs.subList(i, i + 1), batch);
            }
        }
    }

    private void flush(
            DuckDatabase database, List<String> expressions, List<Program> programs, Batch batch)
            throws Exception {
        if (expressions.isEmpty()) {
            return;
        }
        var tried = new ArrayList<String>();
        var taken = new ArrayList<String>();
        for (int i = 0; i < expressions.size(); i++) {
            tried.add("TRY({'v': (%s)}) AS t%d".formatted(expressions.get(i), i));
            taken.add("t%d IS NULL, t%d.v".formatted(i, i));
        }
        String sql =
                "SELECT %s FROM (SELECT %s FROM input)"
                        .formatted(String.join(", ", taken), String.join(", ", tried));
        try (var result = database.query(sql, Map.of("input", batch));
                var expected = result.next().orElseThrow()) {
            for (int i = 0; i < expressions.size(); i++) {
                check(
                        expressions.get(i),
                        programs.get(i),
                        batch,
                        (BitVector) expected.vector(2 * i),
                        expected.vector(2 * i + 1));
            }
        }
    }

    private void check(
            String expression, Program program, Batch batch, BitVector failed, FieldVector value) {
        var failures = new Failures();
        var input = new Program.Input(batch.vectors(), batch.rows(), Map.of(), false);
        var found = program.evaluate(input, allocator, failures);
        if (found.isEmpty()) {
            doubtful++;
            return;
        }
        kernels++;
        try (var actual = found.get()) {
            if (!value.getField().getType().equals(actual.getField().getType())) {
                differ(
                        "%s is %s, not %s"
                                .formatted(
                                        expression,
                                        value.getField().getType(),
                                        actual.getField().getType()));
                return;
            }
            Set<Integer> rows = new HashSet<>();
            for (int i = 0; i < failures.count(); i++) {
                rows.add(failures.row(i));
            }
            for (int row = 0; row < batch.rows(); row++) {
                String wanted = failed.get(row) == 1 ? "failure" : Rows.text(value, row);
                String got = rows.contains(row) ? "failure" : Rows.text(actual, row);
                if (!wanted.equals(got)) {
                    differ(
                            "%s is <%s>, not <%s> for %s"
                                    .formatted(
                                            expression, wanted, got, row(expression, batch, row)));
                    return;
                }
            }
        }
    }

    private void differ(String difference) {
        if (differences.size() < DIFFERENCES) {
            differences.add(difference);
        }
    }

    private static String row(String expression, Batch batch, int row) {
        var values = new ArrayList<String>();
        for (int i = 0; i < batch.vectors().size(); i++) {
            String name = batch.schema().getFields().get(i).getName();
            if (expression.contains(name)) {
                values.add(name + "=<" + Rows.text(batch.vector(i), row) + ">");
            }
        }
        return String.join(", ", values);
    }
}
