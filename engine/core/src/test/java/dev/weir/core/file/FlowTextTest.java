package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowTextTest {

    static final String ORDERS =
            """
            # What customers bought.
            flow: orders
            format: 1

            processors:
              # All of them.
              orders:
                type: csv-files   # one a day
                path: data/orders*.csv

              # Only what counts.
              completed:
                type: filter
                from: orders
                where: status = 'completed'   # not yet paid
              lake: {type: parquet-files, from: completed, path: out}

            tests:
              drops:
                given: {orders: [{id: 1}]}
                expect:
                  completed: []
            """;

    @Test
    void aSettingIsReplacedAndItsCommentStays() {
        assertEquals(
                ORDERS.replace("where: status = 'completed'", "where: qty > 2"),
                FlowText.of(ORDERS).set("completed", "where", "qty > 2").text());
    }

    @Test
    void aNewSettingComesLast() {
        assertEquals(
                ORDERS.replace("# not yet paid\n", "# not yet paid\n    limit: 5\n"),
                FlowText.of(ORDERS).set("completed", "limit", "5").text());
        assertEquals(
                ORDERS.replace("path: out}", "path: out, partition-by: [a, b]}"),
                FlowText.of(ORDERS).set("lake", "partition-by", "[a, b]").text());
    }

    @Test
    void aNestedSettingMakesWhatLiesAboveIt() {
        var once = FlowText.of(ORDERS).set("orders", "columns.id", "int64");
        assertEquals(
                ORDERS.replace("orders*.csv\n", "orders*.csv\n    columns: {id: int64}\n"),
                once.text());
        assertEquals(
                ORDERS.replace(
                        "orders*.csv\n",
                        "orders*.csv\n    columns: {id: int64, price: 'decimal(10,2)'}\n"),
                once.set("orders", "columns.price", "decimal(10,2)").text());
    }

    @Test
    void aListGrowsItemByItem() {
        var one = FlowText.of(ORDERS).set("completed", "columns[0]", "id");
        var two = one.set("completed", "columns[1]", "qty");
        assertEquals("[id, qty]", two.get("completed", "columns").orElseThrow());
        assertEquals(
                "[a, qty]",
                two.set("completed", "columns[0]", "a").get("completed", "columns").orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> two.set("completed", "columns[7]", "x"));
        assertEquals(one, two.unset("completed", "columns[1]"));
        assertEquals(ORDERS, one.unset("completed", "columns[0]").text());
    }

    @Test
    void aSingleValueBecomesAListWhenASecondComes() {
        var flow = FlowText.of(ORDERS).set("completed", "on", "id");
        assertEquals(
                "[id, qty]",
                flow.set("completed", "on[1]", "qty").get("completed", "on").orElseThrow());
        assertEquals(
                "no", flow.set("completed", "on[0]", "no").get("completed", "on").orElseThrow());
    }

    @Test
    void valuesOfSeveralLinesAreIndented() {
        assertEquals(
                ORDERS.replace(
                        "orders*.csv\n",
                        "orders*.csv\n    columns:\n      id: int64\n      more:\n        - a\n"),
                FlowText.of(ORDERS).set("orders", "columns", "id: int64\nmore:\n  - a").text());
        assertEquals(
                ORDERS.replace("path: out}", "path: out, columns: {id: int64, more: [a]}}"),
                FlowText.of(ORDERS).set("lake", "columns", "id: int64\nmore:\n  - a").text());
        assertEquals(
                ORDERS.replace(
                        "where: status = 'completed'   # not yet paid",
                        "where: |   # not yet paid\n      a > 1\n        and b"),
                FlowText.of(ORDERS).set("completed", "where", "|\n  a > 1\n    and b").text());
    }

    @Test
    void aSettingIsRemovedWithTheCommentRightAboveIt() {
        assertEquals(
                ORDERS.replace("    where: status = 'completed'   # not yet paid\n", ""),
                FlowText.of(ORDERS).unset("completed", "where").text());
        assertEquals(
                ORDERS.replace(", path: out", ""),
                FlowText.of(ORDERS).unset("lake", "path").text());
        assertEquals(ORDERS, FlowText.of(ORDERS).unset("lake", "nothing.there[3]").text());
    }

    @Test
    void theFirstSettingAfterADashIsRemoved() {
        String text =
                """
                flow: a
                processors:
                  gate:
                    type: expect
                    expectations:
                    - name: ids
                      not-null: id
                    - not-null: qty
                """;
        var flow = FlowText.of(text);
        assertEquals(
                text.replace("- name: ids\n      not-null: id", "- not-null: id"),
                flow.unset("gate", "expectations[0].name").text());
        assertEquals(
                text.replace("    - name: ids\n      not-null: id\n", ""),
                flow.unset("gate", "expectations[0]").text());
        assertEquals(
                text + "    - unique: id\n",
                flow.set("gate", "expectations[2]", "unique: id").text());
        assertEquals(
                text.replace("not-null: qty", "not-null: price"),
                flow.set("gate", "expectations[1].not-null", "price").text());
        assertEquals(
                text.replace("    - not-null: qty\n", ""),
                flow.unset("gate", "expectations[1].not-null").text());
    }

    @Test
    void aProcessorIsAddedAtTheEnd() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("path", "'a: b'");
        settings.put("rows", "100k");
        assertEquals(
                ORDERS.replace(
                        "path: out}\n",
                        "path: out}\n  more:\n    type: generate\n    path: 'a: b'\n    rows: 100k\n"),
                FlowText.of(ORDERS).addProcessor("more", "generate", settings).text());
        assertThrows(
                IllegalArgumentException.class,
                () -> FlowText.of(ORDERS).addProcessor("lake", "generate", Map.of()));
    }

    @Test
    void processorsStayApartIfTheyAre() {
        String text = "processors:\n  a:\n    type: x\n\n  b:\n    type: y\n";
        assertEquals(
                text + "\n  c:\n    type: z\n",
                FlowText.of(text).addProcessor("c", "z", Map.of()).text());
    }

    @Test
    void theFirstProcessorTakesThePlaceOfNone() {
        assertEquals(
                """
                flow: fresh
                format: 1

                processors:
                  a:
                    type: generate
                """,
                FlowText.blank("fresh").addProcessor("a", "generate", Map.of()).text());
        assertEquals(
                "flow: x\nprocessors:\n  a:\n    type: y",
                FlowText.of("flow: x").addProcessor("a", "y", Map.of()).text());
        assertEquals(
                FlowText.blank("fresh"),
                FlowText.blank("fresh").addProcessor("a", "y", Map.of()).removeProcessor("a"));
    }

    @Test
    void aProcessorIsRemovedWithItsCommentItsWiresAndItsTests() {
        assertEquals(
                """
                # What customers bought.
                flow: orders
                format: 1

                processors:
                  # All of them.
                  orders:
                    type: csv-files   # one a day
                    path: data/orders*.csv

                  lake: {type: parquet-files, path: out}

                """,
                FlowText.of(ORDERS).removeProcessor("completed").text());
    }

    @Test
    void aProcessorIsRenamedEverywhere() {
        assertEquals(
                ORDERS.replace(
                                "  orders:\n    type: csv-files   # one a day\n",
                                "  all:\n    type: csv-files   # one a day\n    was: [orders]\n")
                        .replace("from: orders", "from: all")
                        .replace("{orders: [", "{all: ["),
                FlowText.of(ORDERS).renameProcessor("orders", "all").text());
        assertEquals(
                ORDERS.replace(
                        "lake: {type: parquet-files,", "pond: {type: parquet-files, was: [lake],"),
                FlowText.of(ORDERS).renameProcessor("lake", "pond").text());
    }

    @Test
    void renamingTwiceRemembersBothAndBackForgets() {
        var flow = FlowText.of(ORDERS).renameProcessor("lake", "b").renameProcessor("b", "c");
        assertEquals("[lake, b]", flow.get("c", "was").orElseThrow());
        assertEquals("[b, c]", flow.renameProcessor("c", "lake").get("lake", "was").orElseThrow());
        assertThrows(
                IllegalArgumentException.class,
                () -> FlowText.of(ORDERS).renameProcessor("lake", "orders"));
    }

    @Test
    void portsAndWiresWithDetailsAreRenamed() {
        String text =
                """
                flow: a
                processors:
                  a: {type: x}
                  b: {type: y, from: [a.errors, {wire: a, durable: true}, ab]}
                  ab: {type: y, from: {left: a.out, right: [a, "a.rest"]}}
                """;
        assertEquals(
                """
                flow: a
                processors:
                  z: {type: x, was: [a]}
                  b: {type: y, from: [z.errors, {wire: z, durable: true}, ab]}
                  ab: {type: y, from: {left: z.out, right: [z, z.rest]}}
                """,
                FlowText.of(text).renameProcessor("a", "z").text());
    }

    @Test
    void wiresComeAndGo() {
        var flow =
                FlowText.blank("w")
                        .addProcessor("a", "x", Map.of())
                        .addProcessor("b", "x", Map.of("where", "true"));
        var one = flow.connect("a", "b", "input");
        assertEquals(
                flow.text().replace("type: x\n    where", "type: x\n    from: a\n    where"),
                one.text());
        assertEquals(one, one.connect("a.out", "b", "input"));
        var two = one.connect("a.errors", "b", "input");
        assertEquals("[a, a.errors]", two.get("b", "from").orElseThrow());
        assertEquals(
                "[a, a.errors, c]", two.connect("c", "b", "input").get("b", "from").orElseThrow());
        assertEquals(one, two.disconnect("a.errors", "b", "input"));
        assertEquals("a.errors", two.disconnect("a", "b", "input").get("b", "from").orElseThrow());
        assertEquals(flow, one.disconnect("a", "b", "input"));
        assertEquals(flow, flow.disconnect("a", "b", "input"));
    }

    @Test
    void inputsWithNamesComeAndGo() {
        var flow = FlowText.blank("w").addProcessor("j", "join", Map.of());
        var left = flow.connect("a", "j", "left");
        var both = left.connect("b.rest", "j", "right");
        assertEquals("{left: a, right: b.rest}", both.get("j", "from").orElseThrow());
        assertEquals(
                "{left: [a, c], right: b.rest}",
                both.connect("c", "j", "left").get("j", "from").orElseThrow());
        assertEquals(left, both.disconnect("b.rest", "j", "right"));
        assertEquals(flow, left.disconnect("a", "j", "left"));
    }

    @Test
    void aWireWithDetailsIsRecognised() {
        String text = "processors:\n  b:\n    type: x\n    from: {wire: a, durable: true}\n";
        var flow = FlowText.of(text);
        assertEquals(flow, flow.connect("a", "b", "input"));
        assertEquals(
                "[{wire: a, durable: true}, c]",
                flow.connect("c", "b", "input").get("b", "from").orElseThrow());
        assertEquals("processors:\n  b:\n    type: x\n", flow.disconnect("a", "b", "input").text());
    }

    @Test
    void windowsLineBreaksStay() {
        String text = ORDERS.replace("\n", "\r\n");
        String edited =
                FlowText.of(text)
                        .set("completed", "limit", "5")
                        .addProcessor("more", "print", Map.of())
                        .unset("completed", "where")
                        .text();
        assertEquals(
                0, edited.replace("\r\n", "").chars().filter(c -> c == '\n' || c == '\r').count());
        assertEquals(
                FlowText.of(ORDERS)
                        .set("completed", "limit", "5")
                        .addProcessor("more", "print", Map.of())
                        .unset("completed", "where")
                        .text(),
                edited.replace("\r\n", "\n"));
    }

    @Test
    void textThatIsNotYamlIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FlowText.of(ORDERS).set("lake", "path", "{open"));
        assertThrows(
                IllegalStateException.class, () -> FlowText.of("flow: [").set("lake", "path", "x"));
        assertThrows(
                IllegalArgumentException.class, () -> FlowText.of(ORDERS).set("lak", "path", "x"));
    }

    @Test
    void anyTextCanBeWrittenAsAScalar() {
        assertEquals("status = 'done'", FlowText.scalar("status = 'done'"));
        assertEquals("'a: b'", FlowText.scalar("a: b"));
        assertEquals("'it''s # here'", FlowText.scalar("it's # here"));
        assertEquals("|-\n  a\n  b\"", FlowText.scalar("a\nb\""));
        assertEquals("\"a\\nb\\u2028\"", FlowText.scalar("a\nb\u2028"));
        assertEquals("''", FlowText.scalar(""));
        assertEquals("'null'", FlowText.scalar("null"));
        assertEquals("-1", FlowText.scalar("-1"));
        assertEquals("'- 1'", FlowText.scalar("- 1"));
    }
}
