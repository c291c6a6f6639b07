package dev.weir.processors.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Column;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Share;
import dev.weir.api.StopFlow;
import dev.weir.processors.quality.Expect.StopWhen;
import dev.weir.processors.quality.Expectation.Between;
import dev.weir.processors.quality.Expectation.InSet;
import dev.weir.processors.quality.Expectation.IsTrue;
import dev.weir.processors.quality.Expectation.Matches;
import dev.weir.processors.quality.Expectation.NotNull;
import dev.weir.processors.quality.Expectation.Unique;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TransformContract;
import dev.weir.testkit.TransformExample;
import dev.weir.testkit.TransformRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectTest {
    @TempDir Path folder;

    @Nested
    class SingleRows extends TransformContract {
        @Override
        protected TransformExample example() {
            var expect =
                    expect(
                            new NotNull(column("id")),
                            new Between(column("total"), Optional.of("0"), Optional.of("99.5")),
                            new InSet(column("state"), List.of("CA", "it's")),
                            new Matches(column("mail"), "[^@]+@[^@]+"),
                            new Between(column("day"), Optional.of("2026-01-01"), Optional.empty()),
                            new IsTrue(new Expression("total * 2 <> 10")));
            var columns = "id int64, total decimal(8,2), state utf8, mail utf8, day date";
            return TransformExample.of(expect)
                    .given(
                            Rows.of(
                                    columns,
                                    "[1, 1, 'CA', 'a@b', '2026-01-01']",
                                    "[null, 2, 'CA', 'a@b', '2026-01-01']",
                                    "[3, -3, 'CA', 'a@b', '2026-01-01']",
                                    "[4, 99.51, 'XX', 'a@b', '2026-01-01']",
                                    "[5, 99.5, \"it's\", 'a@b@c', '2026-01-01']",
                                    "[6, 6, null, null, null]",
                                    "[7, 7, 'CA', 'a@b', '2025-12-31']",
                                    "[8, 5, 'CA', 'a@b', '2026-01-01']",
                                    "[9, null, 'CA', 'a@b', '2026-01-01']"))
                    .gives(
                            Rows.of(
                                    columns,
                                    "[1, 1, 'CA', 'a@b', '2026-01-01']",
                                    "[6, 6, null, null, null]"))
                    .gives(
                            "rejected",
                            Rows.of(
                                    "_code utf8, _column utf8, _message utf8, _processor utf8, _position utf8",
                                    "['WEIR-4401', 'id', 'id is null', 'expect', 'row 2']",
                                    "['WEIR-4403', 'total', 'total = -3.00 is below 0 or above 99.5', 'expect', 'row 3']",
                                    "['WEIR-4403', 'total', 'total = 99.51 is below 0 or above 99.5; state = \"XX\" is none of CA, it\\'s', 'expect', 'row 4']",
                                    "['WEIR-4405', 'mail', 'mail = \"a@b@c\" does not match [^@]+@[^@]+', 'expect', 'row 5']",
                                    "['WEIR-4403', 'day', 'day = \"2025-12-31\" is below 2026-01-01', 'expect', 'row 7']",
                                    "['WEIR-4406', null, 'total * 2 <> 10 is not true', 'expect', 'row 8']",
                                    "['WEIR-4406', null, 'total * 2 <> 10 is not true', 'expect', 'row 9']"))
                    .comesFrom("out", "input:1", "input:6");
        }
    }

    @Nested
    class UniqueKeys extends TransformContract {
        @Override
        protected TransformExample example() {
            var expect =
                    expect(
                            new NotNull(column("name")),
                            new Unique(List.of(column("id"))),
                            new Unique(List.of(column("name"), column("x"))));
            var columns = "id int64, name utf8, x float64";
            return TransformExample.of(expect)
                    .given(
                            Rows.of(
                                    columns,
                                    "[1, 'a', 0.5]",
                                    "[2, null, 0.5]",
                                    "[2, 'b', 0.5]",
                                    "[1, 'c', 0.5]",
                                    "[3, 'c', 0.5]",
                                    "[4, 'a', 0.5]",
                                    "[4, 'a', null]",
                                    "[5, 'a', null]",
                                    "[null, 'd', 'NaN']",
                                    "[null, 'd', 'NaN']"))
                    .gives(
                            Rows.of(
                                    columns,
                                    "[1, 'a', 0.5]",
                                    "[2, 'b', 0.5]",
                                    "[3, 'c', 0.5]",
                                    "[4, 'a', null]",
                                    "[5, 'a', null]",
                                    "[null, 'd', 'NaN']"))
                    .gives(
                            "rejected",
                            Rows.of(
                                    "_code utf8, _column utf8, _message utf8",
                                    "['WEIR-4401', 'name', 'name is null']",
                                    "['WEIR-4402', 'id', 'id = 1 was there before']",
                                    "['WEIR-4402', 'name, x', 'name = \"a\", x = 0.5 was there before']",
                                    "['WEIR-4402', 'name, x', 'name = \"d\", x = \"NaN\" was there before']"));
        }
    }

    @Test
    void tellsAllWrongSettingsAtOnce() throws Exception {
        var expect =
                expect(
                        new NotNull(column("idd")),
                        new Between(column("total"), Optional.of("zero"), Optional.of("1")),
                        new InSet(column("day"), List.of("2026-01-01", "today")),
                        new Matches(column("total"), ".*"),
                        new Matches(column("state"), "(["),
                        new IsTrue(new Expression("total + 1")),
                        new Unique(List.of(column("tags"))));
        var schema =
                Rows.schema("id int64, total decimal(8,2), state utf8, day date, tags list<utf8>");

        try (var bench = new Bench(folder)) {
            var problems = bench.problems(expect, Inputs.of(schema));
            assertEquals(
                    List.of(
                            "expectations[0].column",
                            "expectations[1].min",
                            "expectations[2].values[1]",
                            "expectations[3].column",
                            "expectations[4].pattern",
                            "expectations[5].condition",
                            "expectations[6].columns[0]"),
                    problems.stream().map(found -> found.setting()).toList(),
                    problems::toString);
            assertEquals(
                    "'zero' cannot be compared with 'total', which is decimal(8,2); write a number",
                    problems.get(1).message());
            assertEquals("'total' is decimal(8,2), not text", problems.get(3).message());
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThrows(InvalidSetting.class, () -> expect());
        assertThrows(
                InvalidSetting.class,
                () -> new Between(column("a"), Optional.empty(), Optional.empty()));
        assertThrows(
                InvalidSetting.class, () -> new StopWhen(Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void stopsAtTheRowThatIsTooMuchHoweverRowsAreSplit() throws Exception {
        var rows = rows(100, 30, 31, 40);
        for (int size : List.of(1, 7, 100)) {
            var stop = assertThrows(StopFlow.class, () -> run(share("5%", 20), rows, size));

            assertEquals("WEIR-4407", stop.code());
            assertEquals(
                    "stopped the flow: 2 of 31 rows were rejected (6.45%), above the 5% of stop-when;"
                            + " most of them by expectations[0], id not null.",
                    stop.getMessage());
        }
    }

    @Test
    void waitsWithTheShareAndLooksAtItAtTheEnd() throws Exception {
        assertEquals(98, run(share("5%", 50), rows(100, 1, 2), 10));
        assertThrows(StopFlow.class, () -> run(share("5%", 50), rows(50, 1, 2, 3), 10));
        assertThrows(StopFlow.class, () -> run(share("5%", 1000), rows(10, 9), 10));
    }

    @Test
    void stopsAtANumberOfRows() throws Exception {
        var atMostTwo = Optional.of(new StopWhen(Optional.empty(), Optional.of(2L), 1000));

        assertEquals(98, run(atMostTwo, rows(100, 1, 2), 10));
        assertThrows(StopFlow.class, () -> run(atMostTwo, rows(100, 1, 2, 99), 10));
    }

    @Test
    void tellsHowManyRowsBrokeEachExpectation() throws Exception {
        var expect =
                expect(
                        new NotNull(column("id")),
                        new Between(column("id"), Optional.of("3"), Optional.empty()));
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, expect, Inputs.of(Rows.schema("id int64")))) {
            run.process("input", Rows.of("id int64", "[1]", "[null]", "[2]", "[3]"));
            run.end();

            assertEquals(
                    List.of(
                            "expectations[0], id not null: 1 of 4 rows broke it.",
                            "expectations[1], id not below 3: 2 of 4 rows broke it."),
                    bench.bulletins().stream().map(Bench.Bulletin::message).toList());
        }
    }

    private long run(Optional<StopWhen> stopWhen, Rows rows, int size) throws Exception {
        var expect = new Expect(List.of(new NotNull(column("id"))), stopWhen);
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, expect, Inputs.of(rows.schema()))) {
            for (int from = 0; from < rows.count(); from += size) {
                run.process("input", rows.slice(from, Math.min(rows.count(), from + size)));
            }
            run.end();
            return run.output().out().count();
        }
    }

    /** Rows counted from 1, of which some have no id. */
    private static Rows rows(int count, Integer... bad) {
        var without = List.of(bad);
        return Rows.of(
                "id int64",
                IntStream.rangeClosed(1, count)
                        .mapToObj(row -> without.contains(row) ? "[null]" : "[" + row + "]")
                        .toArray(String[]::new));
    }

    private static Optional<StopWhen> share(String percent, long after) {
        var share = new Share(Double.parseDouble(percent.replace("%", "")) / 100);
        return Optional.of(new StopWhen(Optional.of(share), Optional.empty(), after));
    }

    private static Expect expect(Expectation... expectations) {
        return new Expect(List.of(expectations), Optional.empty());
    }

    private static Column column(String name) {
        return new Column(name);
    }
}
