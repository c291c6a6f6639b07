package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Inputs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the SPI offers and no built-in processor may use yet: families, keyed state, timers,
 * watermarks.
 */
class ExercisesTest {
    private static final Rows ROWS = Rows.of("id int64", "[1]", "[2]", "[1]", "[3]", "[2]");

    @TempDir Path folder;

    @Nested
    class KeyedStateOfOneTable extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(new Deduplicate())
                    .given(ROWS)
                    .gives(Rows.of("id int64", "[1]", "[2]", "[3]"))
                    .comesFrom("out", "input:1", "input:2", "input:4");
        }
    }

    @Nested
    class KeyedStateOfAFamily extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(new Deduplicate())
                    .given("input", "orders", ROWS)
                    .given("input", "items", Rows.of("no utf8, id int64", "['x', 1]", "['y', 1]"))
                    .gives("out", "orders", Rows.of("id int64", "[1]", "[2]", "[3]"))
                    .gives("out", "items", Rows.of("no utf8, id int64", "['x', 1]"));
        }
    }

    @Nested
    class HeldRows extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(new HoldBack()).given(ROWS).gives(ROWS);
        }
    }

    @Nested
    class WholeInput extends TransformContract {
        @Override
        protected TransformExample example() {
            return TransformExample.of(new Backwards())
                    .given(ROWS)
                    .gives(Rows.of("id int64", "[2]", "[3]", "[1]", "[2]", "[1]"))
                    .comesFrom("out", "input:5", "input:4", "input:3", "input:2", "input:1");
        }
    }

    @Test
    void timersGoOffWhenTheirTimeHasComeAndSurviveACheckpoint() throws Exception {
        var inputs = Inputs.of(ROWS.schema());
        try (var bench = new Bench(folder)) {
            TransformRun.Checkpoint checkpoint;
            try (var run = TransformRun.start(bench, new HoldBack(), inputs)) {
                run.process("input", ROWS);
                run.advance(Duration.ofMillis(999));
                assertEquals(0, run.output().out().count());
                run.advance(Duration.ofMillis(1));
                assertEquals(ROWS, run.output().out());
                run.process("input", ROWS);
                checkpoint = run.checkpoint();
            }
            var output = new Collector(bench, bench.outputs(new HoldBack(), inputs));
            try (var run = TransformRun.resume(bench, new HoldBack(), inputs, output, checkpoint)) {
                run.advance(Duration.ofMillis(500));
                run.process("input", ROWS);
                run.advance(Duration.ofMillis(500));
                assertEquals(ROWS, output.out(), "the timer of the former life went off");
            }
        }
    }

    @Test
    void watermarksFollowTheRowsAndNeverGoBack() throws Exception {
        var noon = Instant.parse("2026-01-01T12:00:00Z");
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, new HoldBack(), Inputs.of(ROWS.schema()))) {
            run.process("input", ROWS);
            run.watermark(noon);

            assertEquals(ROWS, run.output().out());
            assertEquals(List.of(noon), run.output().watermarks());
            assertThrows(AssertionError.class, () -> run.watermark(noon.minusSeconds(1)));
        }
    }
}
