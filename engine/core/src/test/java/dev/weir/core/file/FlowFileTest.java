package dev.weir.core.file;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.Share;
import dev.weir.core.file.RunSettings.Guarantee;
import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.file.RunSettings.Retry;
import dev.weir.core.file.WireRef.Buffer;
import dev.weir.core.file.WireRef.Partition;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlowFileTest {

    @Test
    void everyConstructIsRead() {
        var flow =
                flow(
                        """
                        flow: orders-to-lake
                        format: 1
                        title: Completed orders
                        owner: data@example.com
                        tags: [orders, 010]
                        parameters:
                          lake: {type: path, default: out, doc: Where to.}
                          region: {}
                        run:
                          mode: stream
                          delivery: at-least-once
                          checkpoint: 500ms
                          memory: 1GiB
                          rejected-share: 5%
                          rejected-after: 10k
                          retry: {attempts: 3, wait: 2s, longest: 5m}
                        schedule: {cron: "*/5 2-4 * jan,feb mon-fri", zone: Europe/Berlin}
                        processors:
                          orders: {type: csv-files@2, path: a.csv, was: [old, older], parallel: 4}
                        tests:
                          drops small orders:
                            given: {orders: [{id: 1, qty: NO}], orders.errors: []}
                            expect: {orders: []}
                        """);
        assertEquals("orders-to-lake", flow.name());
        assertEquals("Completed orders", flow.title());
        assertEquals("data@example.com", flow.owner());
        assertEquals(List.of("orders", "010"), flow.tags());
        assertEquals(
                new Parameter(
                        "lake",
                        Parameter.Type.PATH,
                        Optional.of("out"),
                        "Where to.",
                        new Mark("x.flow.yaml", 7, 3)),
                flow.parameters().get("lake"));
        assertEquals(
                new Parameter(
                        "region",
                        Parameter.Type.TEXT,
                        Optional.empty(),
                        "",
                        new Mark("x.flow.yaml", 8, 3)),
                flow.parameters().get("region"));
        assertEquals(
                new RunSettings(
                        Mode.STREAM,
                        Guarantee.AT_LEAST_ONCE,
                        Duration.ofMillis(500),
                        new ByteSize(1 << 30),
                        new Retry(3, Duration.ofSeconds(2), Duration.ofMinutes(5)),
                        Optional.of(new Share(0.05)),
                        10_000),
                flow.run());
        assertEquals(
                Optional.of(new Schedule("*/5 2-4 * jan,feb mon-fri", ZoneId.of("Europe/Berlin"))),
                flow.schedule());
        var node = at(flow.processors(), "orders");
        assertEquals("csv-files", node.type());
        assertEquals(OptionalInt.of(2), node.major());
        assertEquals(List.of("old", "older"), node.was());
        assertEquals(4, node.parallel());
        assertEquals(List.of("path"), List.copyOf(node.settings().names()));
        assertEquals("x.flow.yaml:19:3", node.mark().toString());
        var test = at(flow.tests(), "drops small orders");
        assertEquals("{id: 1, qty: NO}", YamlText.inFlow(at(test.given(), "orders").getFirst()));
        assertEquals(List.of(), test.expect().get("orders"));
    }

    @Test
    void whatIsLeftOutHasAMeaning() {
        var flow = flow("flow: f\nprocessors: {a: {type: x}}\n");
        assertEquals(RunSettings.DEFAULT, flow.run());
        assertEquals(Optional.of(new Share(0.1)), flow.run().rejectedShare());
        assertEquals(1000, flow.run().rejectedAfter());
        assertEquals(Optional.empty(), flow.schedule());
        assertFalse(at(flow.processors(), "a").hasInputs());
        assertEquals(
                Optional.empty(),
                flow("flow: f\nrun: {rejected-share: 100%}\nprocessors: {}\n")
                        .run()
                        .rejectedShare());
    }

    @Test
    void wiresAreReadInEveryForm() {
        var processors =
                flow("""
                flow: f
                processors:
                  one: {type: x, from: a}
                  port: {type: x, from: a.changes.public.orders}
                  list: {type: x, from: [a, b.rejected]}
                  full:
                    type: x
                    from:
                      wire: a
                      buffer: {rows: 100k, bytes: 64MiB}
                      partition: hash(customer, day)
                      durable: true
                  join: {type: x, from: {left: a, right: [b, {wire: c, partition: broadcast}]}}
                """)
                        .processors();
        assertEquals("{input=[a]}", at(processors, "one").inputs().toString());
        var port = at(at(processors, "port").inputs(), "input").getFirst();
        assertEquals("changes.public.orders", port.port());
        assertEquals("{input=[a, b.rejected]}", at(processors, "list").inputs().toString());
        assertEquals("{left=[a], right=[b, c]}", at(processors, "join").inputs().toString());
        assertEquals(
                new WireRef(
                        "a",
                        "out",
                        Optional.of(
                                new Buffer(
                                        OptionalLong.of(100_000),
                                        Optional.of(new ByteSize(64 << 20)))),
                        Optional.of(new Partition.Hash(List.of("customer", "day"))),
                        true,
                        new Mark("x.flow.yaml", 9, 13)),
                at(at(processors, "full").inputs(), "input").getFirst());
        assertEquals(
                Optional.of(new Partition.Broadcast()),
                at(at(processors, "join").inputs(), "right").get(1).partition());
    }

    @Test
    void everyMistakeIsTold() {
        assertEquals(
                List.of(
                        "1:7 flow: 'My Flow' is not a name; use lower-case letters, digits and"
                                + " dashes, a letter first",
                        "2:9 format: '2' is not known; this Weir reads format 1",
                        "3:13 run.mode: 'streams' is none of batch, stream; did you mean stream?",
                        "3:30 run.memory: '5' is not a size; write it as 64MiB or 1GiB",
                        "3:40 run.retry: must be a map of keys and values, not '3'",
                        "4:18 schedule.cron: '0 25 * * *' is not a schedule; write minute, hour, day"
                                + " of month, month and day of week, such as 0 2 * * *",
                        "4:38 schedule.zone: 'Berlin' is not a time zone; write it as Europe/Berlin"
                                + " or UTC",
                        "5:7 tags: must be a single value, not a map",
                        "7:3 processors.A: 'A' is not a name; use lower-case letters, digits and"
                                + " dashes, a letter first",
                        "8:3 processors.b.type: is required: what the processor does, such as"
                                + " filter",
                        "9:13 processors.c.type: 'Filter' is not a type; write it as filter or as"
                                + " filter@1",
                        "9:27 processors.c.from: 'a b' is not a wire; write it as key or as key.port",
                        "10:32 processors.d.from.durabel: is not a key of a wire; did you mean"
                                + " durable?",
                        "11:5 processors.e: must be a map of keys and values, not nothing",
                        "13:3 tests.t.expect: is required: the rows that a processor must give",
                        "13:18 tests.t.given.a: must be a list of rows, not 'x'"),
                problems(
                        """
                        flow: My Flow
                        format: 2
                        run: {mode: streams, memory: 5, retry: 3}
                        schedule: {cron: "0 25 * * *", zone: Berlin}
                        tags: {a: b}
                        processors:
                          A: {type: x}
                          b: {}
                          c: {type: Filter, from: a b}
                          d: {type: x, from: {wire: a, durabel: true}}
                          e:
                        tests:
                          t: {given: {a: x}}
                        """));
    }

    @Test
    void aTextThatIsNoFlowIsRefused() {
        assertEquals(
                List.of(
                        "1:1 flow: is required: the name of the flow",
                        "1:1 processors: is required: what the flow consists of"),
                problems(""));
        assertEquals(
                List.of(
                        "1:1 : must be a map with the keys flow, format and processors, not a list"),
                problems("- a\n"));
    }

    @Test
    void aBrokenTextStillShowsWhatStandsAboveTheBreak() {
        var parsed =
                FlowFile.parse(
                        "flow: f\nprocessors:\n  a: {type: x}\n  b: {type: [\n",
                        Path.of("x.flow.yaml"));
        assertEquals(1, parsed.problems().size());
        assertTrue(parsed.flow().orElseThrow().processors().containsKey("a"));
    }

    @Test
    void aFileThatIsNotUtf8IsSaidToBe(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.flow.yaml"), new byte[] {'a', (byte) 0xe9});
        var parsed = FlowFile.read(file);
        assertEquals("is not a text in UTF-8", parsed.problems().getFirst().message());
    }

    @Test
    void aProjectIsFoundAboveTheFlow(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"),
                """
                project: shop
                connections:
                  shop: {type: postgres, host: localhost, database: shop}
                parameters: {lake: out}
                environments:
                  prod: {connections: {shop: {host: db.internal}}, parameters: {lake: /data}}
                """);
        Path flow = Files.createDirectories(folder.resolve("a/b")).resolve("x.flow.yaml");
        var plain = Project.find(flow);
        assertEquals(List.of(), plain.problems());
        assertEquals("localhost", host(plain));
        assertEquals(folder.toAbsolutePath().normalize(), plain.project().orElseThrow().folder());
        var prod = Project.find(flow, Optional.of("prod"));
        assertEquals("db.internal", host(prod));
        assertEquals("/data", at(prod.project().orElseThrow().parameters(), "lake").raw());
        assertEquals(
                "shop",
                ((ScalarNode) at(prod.project().get().connections(), "shop").get("database").get())
                        .raw());
    }

    @Test
    void numbersHaveUnits() {
        assertEquals(OptionalLong.of(5_000_000), Literals.whole("5M"));
        assertEquals(OptionalLong.of(1_500), Literals.whole("1.5k"));
        assertEquals(OptionalLong.of(-1_000), Literals.whole("-1_000"));
        assertEquals(OptionalLong.empty(), Literals.whole("1.5"));
        assertEquals(OptionalLong.empty(), Literals.whole("99999999999999999999"));
        assertEquals(OptionalLong.of(64 << 20), Literals.bytes("64MiB"));
        assertEquals(OptionalLong.of(64_000_000), Literals.bytes("64MB"));
        assertEquals(OptionalLong.empty(), Literals.bytes("-1B"));
        assertEquals(Optional.of(Duration.ofSeconds(90)), Literals.duration("1.5m"));
        assertEquals(Optional.empty(), Literals.duration("5"));
        assertEquals(0.125, Literals.share("12.5%").orElseThrow());
        assertTrue(Literals.share("101%").isEmpty());
    }

    private static <T> T at(Map<String, T> map, String key) {
        return requireNonNull(map.get(key), key);
    }

    private static String host(Project.Parsed parsed) {
        var connection = at(parsed.project().orElseThrow().connections(), "shop");
        return ((ScalarNode) connection.get("host").orElseThrow()).raw();
    }

    private static Flow flow(String text) {
        var parsed = FlowFile.parse(text, Path.of("x.flow.yaml"));
        assertEquals(List.of(), parsed.problems());
        return parsed.flow().orElseThrow();
    }

    private static List<String> problems(String text) {
        return FlowFile.parse(text, Path.of("x.flow.yaml")).problems().stream()
                .map(FlowFileTest::line)
                .toList();
    }

    private static String line(Problem problem) {
        var mark = problem.mark().orElseThrow();
        return "%d:%d %s: %s"
                .formatted(mark.line(), mark.column(), problem.path(), problem.message());
    }
}
