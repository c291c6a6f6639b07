package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowTextTest {

    private static final String ORDERS =
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

    @Test
    void keysMayHoldAnything() {
        var columns = SettingPath.of("columns");
        for (String name :
                new String[] {
                    "order.id",
                    "price [EUR]",
                    "[0]",
                    "a: b",
                    "?x",
                    ":y",
                    "it's",
                    "#1",
                    "{z}, w",
                    "-"
                }) {
            for (String key : new String[] {"orders", "lake"}) {
                var one = FlowText.of(ORDERS).set(key, columns.key("id"), "int64");
                var two = one.set(key, columns.key(name), "utf8");
                assertEquals("utf8", value(two, key, columns.key(name)), name);
                assertEquals("int64", value(two, key, columns.key("id")), name);

                var changed = two.set(key, columns.key(name), "'decimal(10,2)'");
                assertEquals("decimal(10,2)", value(changed, key, columns.key(name)), name);
                assertEquals(one, changed.unset(key, columns.key(name)), name);

                var renamed = one.renameKey(key, columns.key("id"), name);
                assertEquals("int64", value(renamed, key, columns.key(name)), name);
                assertEquals(one, renamed.renameKey(key, columns.key(name), "id"), name);

                var first = FlowText.of(ORDERS).set(key, columns.key(name), "utf8");
                assertEquals("utf8", value(first, key, columns.key(name)), name);
            }
        }
    }

    private static String value(FlowText flow, String key, SettingPath path) {
        var whole = SettingPath.of("processors", key).then(path);
        return ((ScalarNode) new SettingEdit(flow.text()).find(whole).orElseThrow()).raw();
    }

    @Test
    void aRenamedKeyKeepsItsPlaceAndItsComment() {
        String text = "processors:\n  a:\n    columns:\n      id: int64   # key\n      b.c: utf8\n";
        var flow = FlowText.of(text);
        assertEquals(
                text.replace("id: int64", "number: int64"),
                flow.renameKey("a", SettingPath.of("columns", "id"), "number").text());
        assertThrows(
                IllegalArgumentException.class,
                () -> flow.renameKey("a", SettingPath.of("columns", "id"), "b.c"));
        assertEquals(flow, flow.renameKey("a", SettingPath.of("columns", "none"), "x"));
    }

    @Test
    void pathsAreReadAndWritten() {
        assertEquals(
                SettingPath.of("checks").item(1).key("between").key("min"),
                SettingPath.parse("checks[1].between.min"));
        assertEquals(
                "checks[1].between.min", SettingPath.parse("checks[1].between.min").toString());
        assertThrows(IllegalArgumentException.class, () -> SettingPath.parse("price [EUR]"));
        assertThrows(IllegalArgumentException.class, () -> SettingPath.parse("a..b"));
    }

    @Test
    void itemsAreAddedToWhatIsThere() {
        var on = SettingPath.of("on");
        var none = FlowText.of(ORDERS);
        assertEquals("[a]", none.append("lake", on, "a").get("lake", "on").orElseThrow());
        var one = none.set("lake", "on", "a");
        assertEquals("[a, b]", one.append("lake", on, "b").get("lake", "on").orElseThrow());
        var empty = none.set("lake", "on", "[]");
        assertEquals("[b]", empty.append("lake", on, "b").get("lake", "on").orElseThrow());
        var two = none.set("lake", "on", "[a, b]");
        assertEquals("[a, b, c]", two.append("lake", on, "c").get("lake", "on").orElseThrow());
    }

    private static final String QUERY =
            """
            processors:
              a:
                type: sql
                query: |-   # nightly
                  select *
                  from input   -- all
                limit: 5

              b: {type: sql, query: select 1}
              c:
                type: sql
                queries:
                - select 1   # one
                - select 2
            """;

    @Test
    void aTextOfSeveralLinesStaysABlock() {
        assertEquals(
                QUERY.replace("from input   -- all", "from inputs"),
                query("select *\nfrom inputs").text());
        assertEquals(
                QUERY.replace("|-   # nightly", "|   # nightly"),
                query("select *\nfrom input   -- all\n").text());
        assertEquals(
                QUERY.replace(
                        "|-   # nightly\n      select *\n      from input   -- all",
                        "x   # nightly"),
                query("x").text());
        assertEquals(
                QUERY.replace("|-   #", "|2-   #").replace("      select *", "        select *"),
                query("  select *\nfrom input   -- all").text());
        assertEquals(
                QUERY, query("x").set("a", "query", sql("select *\nfrom input   -- all")).text());
    }

    private static FlowText query(String text) {
        return FlowText.of(QUERY).set("a", "query", sql(text));
    }

    private static String sql(String text) {
        return FlowText.scalar(text);
    }

    @Test
    void textsOfSeveralLinesAreBlocksWhereTheyCanBe() {
        assertEquals(
                QUERY.replace("query: select 1", "query: \"x\\ny\""),
                FlowText.of(QUERY).set("b", "query", sql("x\ny")).text());
        assertEquals(
                QUERY.replace("- select 1   # one", "- |   # one\n      x\n      y"),
                FlowText.of(QUERY).set("c", "queries[0]", sql("x\ny\n")).text());
        assertEquals(
                QUERY + "    - |-\n      x\n      y\n",
                FlowText.of(QUERY).append("c", SettingPath.of("queries"), sql("x\ny")).text());
        assertEquals(
                "processors:\n  a:\n    type: sql\n    query: |\n      x\n",
                FlowText.of("processors:\n  a:\n    type: sql")
                        .set("a", "query", sql("x\n"))
                        .text());
    }

    /** Typing goes through many texts; none may come back different or change what stands below. */
    @Test
    void anyTextOfSeveralLinesReadsBack() {
        String[] texts = {
            "a\nb",
            "a\nb\n",
            "a\nb\n\n",
            "a\n\n\nb",
            "\na",
            "\n\n a\nb",
            "  a\nb\n",
            "a\n  ",
            "a \nb  ",
            "a\n \n\n",
            "\n",
            "\n\n",
            " \n ",
            "\ta\n\tb",
            "# a\nb: c\n- d",
            "a\r\nb",
            "a\u2028\nb",
            "--- a\n...\n%b",
            "a\n# b\n",
            "\ud83d\ude00\nb",
            "a\u0007\nb",
            " \n a\n"
        };
        for (String eol : new String[] {"\n", "\r\n"}) {
            FlowText flow = FlowText.of(QUERY.replace("\n", eol));
            for (String text : texts) {
                for (var place :
                        new SettingPath[] {
                            SettingPath.of("query"),
                            SettingPath.of("last"),
                            SettingPath.of("queries").item(0)
                        }) {
                    String key = place.steps().size() == 2 ? "c" : "a";
                    var next = flow.set(key, place, sql(text));
                    assertEquals(text, value(next, key, place), "'" + text + "' in\n" + flow);
                    assertEquals("5", next.get("a", "limit").orElseThrow());
                    assertEquals("select 2", next.get("c", "queries[1]").orElseThrow());
                    flow = next;
                }
            }
        }
    }

    @Test
    void aCommentBelowDoesNotBecomePartOfAText() {
        String text = "processors:\n  a:\n    query: x\n      # deep\n    limit: 5\n";
        assertEquals(
                text.replace("query: x", "query: \"x\\ny\""),
                FlowText.of(text).set("a", "query", sql("x\ny")).text());
    }

    @Test
    void aTextThatKeepsItsLastLinesKeepsThem() {
        String text = "processors:\n  a:\n    query: |+\n      x\n\n\n    limit: 5\n";
        var flow = FlowText.of(text);
        assertEquals(
                text.replace("    limit: 5", "    limit: 5\n    more: 1"),
                flow.set("a", "more", "1").text());
        assertEquals("x\n\n\n", value(flow, "a", SettingPath.of("query")));
        assertEquals(
                text.replace("|+\n      x\n\n\n", "|\n      y\n"),
                flow.set("a", "query", sql("y\n")).text());
        assertEquals("processors:\n  a:\n    limit: 5\n", flow.unset("a", "query").text());
    }

    @Test
    void listsInListsLoseTheRightItems() {
        String text =
                """
                processors:
                  a:
                    type: x
                    rows:
                    - - p
                      - q
                    -
                      k: 1
                    - &two
                      l: 2
                    - z
                """;
        var flow = FlowText.of(text);
        assertEquals(
                text.replace("- - p\n      - q", "- - q"), flow.unset("a", "rows[0][0]").text());
        assertEquals(text.replace("    -\n      k: 1\n", ""), flow.unset("a", "rows[1]").text());
        assertEquals(
                text.replace("    - &two\n      l: 2\n", ""), flow.unset("a", "rows[2]").text());
        String inline = "processors:\n  a: {type: x, from: [&x b, c]}\n";
        assertEquals(
                inline.replace("&x b, ", ""), FlowText.of(inline).unset("a", "from[0]").text());
    }
}
