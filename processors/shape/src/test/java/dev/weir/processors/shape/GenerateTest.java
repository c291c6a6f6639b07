package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.Source;
import dev.weir.api.Split;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.SourceContract;
import dev.weir.testkit.SourceRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    @TempDir Path folder;

    @Nested
    class Columns extends SourceContract<Generate.Position> {
        @Override
        protected Source<Generate.Position> source(Path folder) {
            return generate(5, 0, 1, "id", "n", "even", "n % 2 = 0", "name", "'row ' || n");
        }

        @Override
        protected Rows rows() {
            return Rows.of(
                    "id int64, even bool, name utf8",
                    "[1, false, 'row 1']",
                    "[2, true, 'row 2']",
                    "[3, false, 'row 3']",
                    "[4, true, 'row 4']",
                    "[5, false, 'row 5']");
        }
    }

    @Nested
    class FailingExpressions extends SourceContract<Generate.Position> {
        @Override
        protected Source<Generate.Position> source(Path folder) {
            return generate(3, 0, 1, "small", "cast(n * 60 as tinyint)");
        }

        @Override
        protected Rows rows() {
            return Rows.of("small int8", "[60]", "[120]");
        }

        @Override
        protected Rows errors() {
            return Rows.of("_column utf8, _position utf8", "['small', 'row 3']");
        }
    }

    @Nested
    class AtARate extends SourceContract<Generate.Position> {
        @Override
        protected Source<Generate.Position> source(Path folder) {
            return generate(4, 100, 1, "n", "n");
        }

        @Override
        protected Rows rows() {
            return Rows.of("n int64", "[1]", "[2]", "[3]", "[4]");
        }
    }

    @Test
    void dependsOnNothingButNumberAndSeed() throws Exception {
        var twice = List.of(random(1, 0), random(1, 0));

        assertEquals(twice.getFirst(), twice.getLast());
        assertEquals(twice.getFirst().slice(40, 60), random(1, 40));
        assertTrue(!twice.getFirst().equals(random(2, 0)), "another seed gives other rows");
    }

    @Test
    void spreadsRandomNumbersEvenly() throws Exception {
        int[] tenths = new int[10];
        try (var bench = new Bench(folder);
                var run =
                        SourceRun.start(
                                bench,
                                generate(10_000, 0, 7, "tenth", "cast(floor(r * 10) as int)"))) {
            run.readAll();
            run.output().out().values().forEach(row -> tenths[row.getFirst().intValue()]++);
        }

        for (int count : tenths) {
            assertTrue(count > 900 && count < 1100, () -> List.of(tenths).toString());
        }
    }

    @Test
    void tellsWhatIsWrongWithTheColumns() throws Exception {
        try (var bench = new Bench(folder)) {
            var problems =
                    bench.problems(generate(1, 0, 1, "a", "m + 1", "b", "n + 1"), Inputs.none());

            assertEquals(1, problems.size());
            assertEquals("columns.a", problems.getFirst().setting());
        }
    }

    private Rows random(long seed, long from) throws Exception {
        var generate = generate(60, 0, seed, "value", "r");
        try (var bench = new Bench(folder);
                var run = SourceRun.start(bench, generate)) {
            var cuts =
                    run.read(
                            Split.ONLY,
                            Optional.of(new Generate.Position(from)),
                            Integer.MAX_VALUE);
            assertInstanceOf(Generate.Position.class, cuts.getLast().position());
            return run.output().out();
        }
    }

    private static Generate generate(long rows, long rate, long seed, String... columns) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            expressions.put(columns[i], new Expression(columns[i + 1]));
        }
        return new Generate(rows, expressions, rate, seed);
    }
}
