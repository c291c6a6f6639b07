package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Batch;
import dev.weir.api.Failures;
import dev.weir.expression.PlainDuck.Answers;
import dev.weir.expression.kernels.Program;
import dev.weir.expression.parser.Parser;
import dev.weir.expression.parser.Syntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Expressions nested at random give what DuckDB gives, row by row, when one compiled expression
 * runs over several batches of several chunks, the first of which are full of failures.
 */
class NestedDifferentialTest {
    private static final int EXPRESSIONS = 200;
    private static final int TOGETHER = 25;
    private static final int DEPTH = 3;
    private static final int EXCUSED = 5;

    private final BufferAllocator allocator = new RootAllocator();
    private final Set<String> differences = new LinkedHashSet<>();
    private List<Batch> batches = List.of();
    private int doubtful;

    @AfterEach
    void givesAllMemoryBack() {
        allocator.close();
    }

    @Test
    void anyExpressionGivesWhatDuckGivesBatchAfterBatch() throws Exception {
        long first = Long.getLong("weir.seed", System.nanoTime());
        int rounds = Integer.getInteger("weir.rounds", 1);
        for (long seed = first; seed < first + rounds; seed++) {
            System.out.printf("seed %d (repeat with -Dweir.seed=%d)%n", seed, seed);
            round(new Random(seed));
        }
        assertEquals("", String.join("\n", differences), "seed " + first);
    }

    private void round(Random random) throws Exception {
        try (var first = FailingValues.batch(allocator, random, 2100, 0.3, 0.2);
                var second = FailingValues.batch(allocator, random, 2100, 0.01, 0);
                var third = FailingValues.batch(allocator, random, 2100, 0, 0.001);
                var last = FailingValues.batch(allocator, random, 2100, 0, 0);
                var duck = new PlainDuck(allocator)) {
            batches = List.of(first, second, third, last);
            for (int i = 0; i < batches.size(); i++) {
                duck.create("b" + i, batches.get(i));
            }
            var expressions = expressions(random);
            for (int from = 0; from < expressions.size(); from += TOGETHER) {
                int to = Math.min(from + TOGETHER, expressions.size());
                compare(duck, expressions.subList(from, to));
            }
        }
        System.out.printf("%d expressions, doubtful %d times%n", EXPRESSIONS, doubtful);
        doubtful = 0;
    }

    /** Those that kernels work out without DuckDB's help. */
    private static List<String> expressions(Random random) {
        var nested = new NestedExpressions(random);
        var expressions = new LinkedHashSet<String>();
        int tried = 0;
        while (expressions.size() < EXPRESSIONS) {
            tried++;
            String expression = nested.any(1 + random.nextInt(DEPTH));
            if (program(expression).isPresent()) {
                expressions.add(expression);
            }
        }
        assertTrue(tried < 4 * EXPRESSIONS, "too few of them have kernels: one in " + tried);
        return List.copyOf(expressions);
    }

    /** One expression that DuckDB refuses must not hide the others. */
    private void compare(PlainDuck duck, List<String> expressions) throws Exception {
        List<List<Answers>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < batches.size(); i++) {
                answers.add(duck.answers(expressions, "b" + i));
            }
        } catch (SQLException e) {
            if (expressions.size() == 1) {
                // A constant that cannot be cast is refused now and then, which proves nothing.
                if (!String.valueOf(e.getMessage()).startsWith("Conversion Error")) {
                    differences.add(expressions.getFirst() + " is refused: " + e.getMessage());
                }
                return;
            }
            for (String expression : expressions) {
                compare(duck, List.of(expression));
            }
            return;
        }
        for (int i = 0; i < expressions.size(); i++) {
            int at = i;
            var wanted = answers.stream().map(batch -> batch.get(at)).toList();
            var difference = difference(duck, expressions.get(i), wanted);
            if (difference.isPresent()) {
                differences.add(smallest(duck, expressions.get(i)).orElse(difference.get()));
            }
        }
    }

    private Optional<String> difference(PlainDuck duck, String expression, List<Answers> wanted)
            throws Exception {
        var program = program(expression).orElseThrow();
        for (int i = 0; i < batches.size(); i++) {
            var batch = batches.get(i);
            var failures = new Failures();
            var input = new Program.Input(batch.vectors(), batch.rows(), Map.of(), false);
            var value = program.evaluate(input, allocator, failures);
            if (value.isEmpty()) {
                doubtful++;
                continue;
            }
            try (var vector = value.get()) {
                var answers = answers(vector, failures);
                var found =
                        difference(duck, expression, i, wanted.get(i), answers)
                                .or(() -> wrongly(program, input, expression, answers));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Says if a condition selects other rows than those for which it is true. */
    private static Optional<String> wrongly(
            Program program, Program.Input input, String expression, Answers answers) {
        if (!(answers.type() instanceof ArrowType.Bool)) {
            return Optional.empty();
        }
        var selection = program.select(input, new Failures()).orElseThrow();
        var selected = IntStream.range(0, selection.count()).map(selection::row).boxed().toList();
        var wanted =
                IntStream.range(0, input.rows())
                        .filter(row -> answers.values().get(row).equals("true"))
                        .boxed()
                        .toList();
        return wanted.equals(selected)
                ? Optional.empty()
                : Optional.of(expression + " selects other rows than those for which it is true");
    }

    /** The one that kernels run without DuckDB's help. */
    private static Optional<Program> program(String expression) {
        return Expressions.compile(expression, FailingValues.SCHEMA)
                                instanceof Checked.Valid<Program>(Program program)
                        && program.foreign().isEmpty()
                ? Optional.of(program)
                : Optional.empty();
    }

    private static Answers answers(FieldVector value, Failures failures) {
        var values = Rows.texts(value);
        for (int i = 0; i < failures.count(); i++) {
            values.set(failures.row(i), PlainDuck.FAILURE);
        }
        return new Answers(value.getField().getType(), values);
    }

    private Optional<String> difference(
            PlainDuck duck, String expression, int batch, Answers wanted, Answers found)
            throws Exception {
        if (!wanted.type().equals(found.type())) {
            return Optional.of(
                    "%s is %s, not %s".formatted(expression, wanted.type(), found.type()));
        }
        int excused = 0;
        for (int row = 0; row < wanted.values().size(); row++) {
            String expected = wanted.values().get(row);
            String got = found.values().get(row);
            if (expected.equals(got)) {
                continue;
            }
            boolean isExcused =
                    got.equals(PlainDuck.FAILURE)
                            && (excused++ > EXCUSED
                                    || FailingParts.of(duck, expression, "b" + batch, row));
            if (!isExcused) {
                return Optional.of(
                        "%s is <%s>, not <%s> in row %d of batch %d, %s"
                                .formatted(
                                        expression,
                                        expected,
                                        got,
                                        row,
                                        batch,
                                        Rows.texts(batches.get(batch)).get(row)));
            }
        }
        return Optional.empty();
    }

    /** The difference of the smallest part that differs by itself; empty if no part does. */
    private Optional<String> smallest(PlainDuck duck, String expression) throws Exception {
        for (Syntax part : Parser.parse(expression).parts()) {
            String text = expression.substring(part.span().start(), part.span().end());
            var found = smallest(duck, text).or(() -> alone(duck, text));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> alone(PlainDuck duck, String expression) {
        if (program(expression).isEmpty()) {
            return Optional.empty();
        }
        try {
            var answers = new ArrayList<Answers>();
            for (int i = 0; i < batches.size(); i++) {
                answers.addAll(duck.answers(List.of(expression), "b" + i));
            }
            return difference(duck, expression, answers);
        } catch (Exception e) {
            // DuckDB refuses it as a whole, as it does with casts of literals.
            return Optional.empty();
        }
    }
}
