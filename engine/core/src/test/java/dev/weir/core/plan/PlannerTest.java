package dev.weir.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ColumnType;
import dev.weir.api.FilePath;
import dev.weir.api.Rejections;
import dev.weir.api.WireSchema;
import dev.weir.core.example.Examples;
import dev.weir.core.example.WriteRows;
import dev.weir.core.file.FlowFile;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerTest {

    private static final String SOURCES =
            """
            flow: f
            processors:
              a: {type: rows, path: a.csv, columns: {id: int64, name: utf8}}
              b: {type: rows, path: b.csv, columns: {id: int64, name: utf8}}
              c: {type: rows, path: c.csv, columns: {id: int32, name: utf8}}
            """;

    private static final Schema AB =
            new Schema(
                    List.of(
                            ColumnType.parse("int64").field("id"),
                            ColumnType.parse("utf8").field("name")));

    @TempDir Path folder;

    @Test
    void aRightFlowBecomesAPlanInTheOrderOfItsRows() {
        var planned =
                plan(
                        """
                        flow: f
                        processors:
                          out: {type: rows, from: joined, path: out.csv}
                          joined: {type: join-two, from: {right: b, left: kept}, on: id}
                          kept: {type: keep@1, from: [a, {wire: b, durable: true}], columns: [id]}
                          a: {type: rows, path: a.csv, columns: {id: int64, name: utf8}}
                          b: {type: rows, path: b.csv, columns: {id: int64, name: utf8}}
                        """);
        assertEquals(List.of(), errors(planned));
        var plan = planned.plan().orElseThrow();
        assertEquals(
                List.of("b", "a", "kept", "joined", "out"),
                plan.nodes().stream().map(PlannedNode::key).toList());
        assertEquals(
                List.of(
                        "a>kept.input",
                        "b>kept.input durable",
                        "b>joined.right whole",
                        "kept>joined.left",
                        "joined>out.input"),
                plan.wires().stream()
                        .map(w ->
                                w.from()
                                        + ">"
                                        + w.to()
                                        + "."
                                        + w.input()
                                        + (w.durable() ? " durable" : "")
                                        + (w.whole() ? " whole" : ""))
                        .toList());
        assertEquals(
                "[a.errors, b.errors, kept.rest]",
                plan.unread().stream().map(PortRef::toString).sorted().toList().toString());
        assertEquals(new WireSchema.Single(AB), plan.node("out").inputs().get("input"));
        assertEquals(
                new WireSchema.Single(Rejections.SCHEMA),
                planned.schemas().get(new PortRef("a", "errors")));
    }

    @Test
    void schemasAreKnownWhateverIsWrongElsewhere() {
        var planned =
                plan(
                        SOURCES
                                + "  k: {type: keep, from: a}\n  bad: {type: keep, from: k, wher: x}\n");
        assertEquals(new WireSchema.Single(AB), planned.schemas().get(new PortRef("k", "out")));
        assertTrue(planned.plan().isEmpty());
        assertTrue(planned.processors().containsKey("k"));
    }

    @Test
    void aSettingTooManyDoesNotHideWhatFollows() {
        var problems =
                plan(
                                SOURCES
                                        + "  k: {type: keep, from: a, wher: x}\n"
                                        + "  l: {type: keep, from: k, where: nam = 'x'}\n")
                        .problems()
                        .stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.path())
                        .toList();
        assertEquals(List.of("processors.k.wher", "processors.l.where"), problems);
    }

    @Test
    void aMistakeInAnExpressionIsShownAtItsCharacter() {
        assertEquals(
                List.of("6:47"),
                places(
                        plan(SOURCES
                                        + "  k: {type: keep, from: a, where: \"id > 1 and nam = 'x'\"}\n")
                                .problems()));
        assertEquals(
                List.of("11:9"),
                places(
                        plan(SOURCES
                                        + """
                                          k:
                                            type: keep
                                            from: a
                                            where: >
                                              id > 1 and
                                                nam = 'x'
                                        """)
                                .problems()));
    }

    @Test
    void anExpressionsPlaceIsRightBehindAReference() {
        var planned =
                plan(
                        "parameters: {least: {type: number, default: 123456}}\n"
                                + SOURCES
                                + "  k: {type: keep, from: a, where: '${param:least} < idd'}\n");
        assertEquals(List.of("7:53"), places(planned.problems()));
    }

    @Test
    void wiresMustFitTogether() {
        assertEquals(
                List.of(
                        "processors.merged.from: a and c cannot be merged into input: column 1 is id:"
                                + " int64 here and id: int32 there",
                        "processors.joined.from: join-two reads left and right; write from: {left: …,"
                                + " right: …}",
                        "processors.half.from: the input right is not wired; join-two reads left and"
                                + " right",
                        "processors.half.from.rigth: is not an input of join-two; did you mean right?",
                        "processors.none.from: is required: the processor that keep reads",
                        "processors.source.from: tables is a source and reads no wire; remove from",
                        "processors.hashed.from.partition: there is no column 'nam'; did you mean"
                                + " name?"),
                errors(
                        plan(
                                SOURCES
                                        + """
                                          merged: {type: keep, from: [a, c]}
                                          joined: {type: join-two, from: a, on: id}
                                          half: {type: join-two, from: {left: a, rigth: b}, on: id}
                                          none: {type: keep}
                                          source:
                                            type: tables
                                            from: a
                                            connection: {host: h, password: x}
                                            tables: [t]
                                          hashed: {type: keep, from: {wire: a, partition: hash(nam)}}
                                        """)));
    }

    @Test
    void aCircleIsToldOnceWithItsWay() {
        assertEquals(
                List.of(
                        "processors.y.from: rows would go in a circle: x → y → z → x",
                        "processors.self.from: rows would go in a circle: self → self"),
                errors(
                        plan(
                                SOURCES
                                        + """
                                          x: {type: keep, from: z}
                                          y: {type: keep, from: [a, x]}
                                          z: {type: keep, from: y}
                                          self: {type: keep, from: self}
                                          after: {type: keep, from: y}
                                        """)));
    }

    @Test
    void familiesOnlyGoWhereTheyAreTaken() {
        assertEquals(
                List.of(
                        "processors.all.from: carries many tables, and keep works on one; read the"
                                + " port of one table"),
                errors(
                        plan(
                                """
                                flow: f
                                processors:
                                  db:
                                    type: tables
                                    connection: {host: h, password: x}
                                    tables: [orders]
                                  all: {type: keep, from: db.changes}
                                  one: {type: keep, from: db.changes.orders, columns: id}
                                """)));
    }

    @Test
    void theWayOfRunningIsChecked() {
        assertEquals(
                List.of(
                        "processors.j.from: join-two needs all rows of its input right before it can"
                                + " work, and in a stream flow they never end; run it in a flow with"
                                + " run.mode batch",
                        "processors.many.parallel: keep keeps state, so that 4 instances need rows"
                                + " divided by a key; write from: {wire: …, partition: hash(column)}"),
                errors(
                        plan(
                                "run: {mode: stream}\n"
                                        + SOURCES
                                        + """
                                          j: {type: join-two, from: {left: a, right: b}, on: id}
                                          many: {type: keep, from: a, parallel: 4}
                                          free: {type: keep, from: a, parallel: 4, where: id > 1}
                                          keyed:
                                            type: keep
                                            parallel: 4
                                            from: {wire: a, partition: hash(id)}
                                        """)));
    }

    @Test
    void whatTheEngineDoesNotDoYetIsSaid() {
        var planned =
                plan(
                        "schedule: {cron: '0 2 * * *', zone: UTC}\nrun: {delivery: at-least-once}\n"
                                + SOURCES
                                + """
                                  k:
                                    type: keep
                                    was: former
                                    parallel: 4
                                    from: {wire: a, partition: hash(id), durable: true}
                                """);
        assertTrue(planned.plan().isPresent());
        assertEquals(
                List.of(
                        "schedule",
                        "run.delivery",
                        "processors.k.was",
                        "processors.k.parallel",
                        "processors.k.from",
                        "processors.k.from"),
                planned.problems().stream()
                        .filter(p -> p.level() == Problem.Level.WARNING)
                        .filter(p -> p.code().equals("WEIR-3020"))
                        .map(Problem::path)
                        .toList());
    }

    @Test
    void twoSinksDoNotWriteToOnePlace() {
        assertEquals(
                List.of(
                        "processors.p.path: o writes to %s, too; give one of them another path, or let"
                                        .formatted(folder.resolve("o.csv"))
                                + " one sink read both wires with from: [a, b]"),
                errors(
                        plan(
                                SOURCES
                                        + """
                                          o: {type: rows, from: a, path: o.csv}
                                          p: {type: rows, from: b, path: ./x/../o.csv}
                                          q: {type: rows, from: c, path: q.csv}
                                        """)));
    }

    @Test
    void whatNobodyReadsIsSaid() {
        assertEquals(
                List.of(
                        "processors.k: nobody reads the output rest: its rows are counted and"
                                + " discarded"),
                plan(
                                """
                                flow: f
                                processors:
                                  a: {type: rows, path: a.csv, columns: {id: int64}}
                                  k: {type: keep, from: a}
                                  o: {type: rows, from: k, path: o.csv}
                                """)
                        .problems()
                        .stream()
                        .filter(p -> p.level() == Problem.Level.HINT)
                        .map(p -> p.path() + ": " + p.message())
                        .toList());
    }

    @Test
    void typesAndVersionsAreChecked() {
        assertEquals(
                List.of(
                        "processors.x.type: keep-range@1 is not installed; there is keep-range@2",
                        "processors.y.was: a is a processor of this flow, so its state cannot be"
                                + " taken over"),
                errors(
                        plan(
                                SOURCES
                                        + """
                                          x: {type: keep-range@1, from: a}
                                          y: {type: keep, from: a, was: a}
                                        """)));
    }

    @Test
    void testsMustSpeakOfWhatExists() {
        assertEquals(
                List.of(
                        "tests.t.given.aa: there is no processor 'aa'; did you mean a?",
                        "tests.t.expect.a.error: a has no output 'error'; did you mean errors?",
                        "tests.t.expect.a[0]: there is no column 'nam'; did you mean name?"),
                errors(
                        plan(
                                SOURCES
                                        + """
                                        tests:
                                          t:
                                            given: {aa: []}
                                            expect: {a: [{nam: x}], a.error: []}
                                        """)));
    }

    @Test
    void parametersComeFromTheUserTheProjectOrTheirDefault() throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"),
                """
                project: p
                parameters: {base: shared, unused: 1}
                environments: {prod: {parameters: {base: /prod}}}
                """);
        String flow =
                """
                flow: f
                parameters:
                  base: {type: path, default: mine}
                  name: {type: text}
                  at: {type: path, default: here}
                processors:
                  a: {type: rows, path: a.csv, columns: {id: int64}}
                  o: {type: rows, from: a, path: "${param:base}/${param:name}.csv"}
                  p: {type: rows, from: a, path: "${param:at}/x.csv"}
                """;
        Path nested = Files.createDirectories(folder.resolve("flows")).resolve("f.flow.yaml");
        Path work = folder.resolve("work");
        var given = options(Map.of("name", "n"), Optional.empty(), work);
        assertEquals(slashed(folder) + "/shared/n.csv", path(plan(flow, nested, given), "o"));
        assertEquals(slashed(folder) + "/flows/here/x.csv", path(plan(flow, nested, given), "p"));
        assertEquals(
                "/prod/n.csv",
                path(
                        plan(flow, nested, options(Map.of("name", "n"), Optional.of("prod"), work)),
                        "o"));
        assertEquals(
                slashed(work) + "/b/n.csv",
                path(
                        plan(
                                flow,
                                nested,
                                options(Map.of("name", "n", "base", "b"), Optional.empty(), work)),
                        "o"));
        assertEquals(
                List.of(
                        "--param nam: is not a parameter of the flow; did you mean name?",
                        "environments: there is no environment 'prd' among [prod]; did you mean"
                                + " prod?",
                        "parameters.name: has no value and no default; give it with --param name=…"),
                errors(plan(flow, nested, options(Map.of("nam", "n"), Optional.of("prd"), work)))
                        .stream()
                        .sorted()
                        .toList());
    }

    @Test
    void aVersionChangesWithWhatTheFlowDoesAndNothingElse() {
        String flow =
                """
                flow: f
                processors:
                  a: {type: rows, path: a.csv, columns: {id: int64}}
                  k: {type: keep, from: a}
                  o: {type: rows, from: k, path: o.csv}
                """;
        var version = plan(flow).plan().orElseThrow().version();
        var same =
                plan(
                        """
                        # a comment
                        flow: f
                        title: other
                        run: {checkpoint: 5s, memory: 1GiB}
                        processors:
                          o: {type: "rows", from: {wire: k.out, buffer: {rows: 5}}, path: 'o.csv'}
                          a:
                            type: rows
                            path: a.csv   # here
                            columns: {id: int64}
                          k: {type: keep, from: [a]}
                        tests: {t: {expect: {k: []}}}
                        """);
        assertEquals(version, same.plan().orElseThrow().version());
        assertEquals(List.of(), same.plan().get().version().changesSince(version));
        var changed =
                plan(
                        flow.replace("path: o.csv", "path: p.csv")
                                        .replace("  k: {type: keep, from: a}\n", "")
                                        .replace("from: k", "from: a")
                                        .replace(
                                                "flow: f",
                                                "flow: f\nrun: {delivery: at-least-once}")
                                + "  n: {type: keep, from: a}\n");
        assertEquals(
                List.of(
                        "run.mode or run.delivery was changed",
                        "processor n is new",
                        "processor o was changed",
                        "processor k was removed"),
                changed.plan().orElseThrow().version().changesSince(version));
    }

    private Planned plan(String text) {
        return plan(
                text, folder.resolve("f.flow.yaml"), options(Map.of(), Optional.empty(), folder));
    }

    private Planned plan(String text, Path file, PlanOptions options) {
        var parsed = FlowFile.parse(text, file);
        assertEquals(List.of(), parsed.problems());
        return Planner.plan(parsed.flow().orElseThrow(), Examples.catalog(), options);
    }

    private PlanOptions options(
            Map<String, String> parameters, Optional<String> environment, Path working) {
        return new PlanOptions(parameters, environment, working, folder.resolve("data"));
    }

    private static String path(Planned planned, String key) {
        return planned.processors().get(key) instanceof WriteRows(FilePath path)
                ? path.value()
                : planned.problems().toString();
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static List<String> errors(Planned planned) {
        return planned.problems().stream()
                .filter(Problem::isError)
                .map(p -> p.path() + ": " + p.message())
                .toList();
    }

    private static List<String> places(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(p -> p.mark().orElseThrow().line() + ":" + p.mark().orElseThrow().column())
                .toList();
    }
}
