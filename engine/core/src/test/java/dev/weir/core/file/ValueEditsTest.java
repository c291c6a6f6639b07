package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Values of every kind, written into a flow file and read back. */
final class ValueEditsTest {

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
                var one = FlowText.of(FlowTextTest.ORDERS).set(key, columns.key("id"), "int64");
                var two = one.set(key, columns.key(name), "utf8");
                assertEquals("utf8", value(two, key, columns.key(name)), name);
                assertEquals("int64", value(two, key, columns.key("id")), name);

                var changed = two.set(key, columns.key(name), "'decimal(10,2)'");
                assertEquals("decimal(10,2)", value(changed, key, columns.key(name)), name);
                assertEquals(one, changed.unset(key, columns.key(name)), name);

                var renamed = one.renameKey(key, columns.key("id"), name);
                assertEquals("int64", value(renamed, key, columns.key(name)), name);
                assertEquals(one, renamed.renameKey(key, columns.key(name), "id"), name);

                var first = FlowText.of(FlowTextTest.ORDERS).set(key, columns.key(name), "utf8");
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
        var none = FlowText.of(FlowTextTest.ORDERS);
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
