package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several processors share by anchor and alias is edited where the user edits it. */
final class AliasEditsTest {

    private static final String SHARED =
            """
            flow: shared
            processors:
              a: {type: csv-files, path: a.csv, columns: &cols {id: int64}}
              b:
                type: csv-files
                path: b.csv
                columns: *cols
            """;

    private static final String BLOCK =
            """
            flow: shared
            processors:
              a:
                type: csv-files
                columns: &cols   # of both
                  id: int64
                  qty: int32   # pieces
              b:
                type: csv-files
                columns: *cols   # as above
              c:
                type: print
                from: &both
                - a
                - b
              d: {type: print, from: *both}
            """;

    private final FlowText shared = FlowText.of(SHARED);
    private final FlowText block = FlowText.of(BLOCK);

    @Test
    void anAliasStandsWhereItStands() {
        var root = (MapNode) YamlDocument.read(SHARED, "x").root().orElseThrow();
        var processors = (MapNode) root.get("processors").orElseThrow();
        var a = ((MapNode) processors.get("a").orElseThrow()).get("columns").orElseThrow();
        var b = ((MapNode) processors.get("b").orElseThrow()).get("columns").orElseThrow();

        assertEquals("{id: int64}", cut(SHARED, a));
        assertEquals("*cols", cut(SHARED, b));
        assertEquals("x:7:14", b.mark().toString());
        assertEquals(((MapNode) a).entries(), ((MapNode) b).entries());
    }

    private static String cut(String text, YamlNode node) {
        return text.substring(node.span().start(), node.span().end());
    }

    @Test
    void aSettingBesideAnAliasGoesToItsProcessor() {
        assertEquals(SHARED + "    delimiter: ';'\n", shared.set("b", "delimiter", "';'").text());
        assertEquals(
                SHARED + "  c:\n    type: print\n",
                shared.addProcessor("c", "print", Map.of()).text());
    }

    @Test
    void anAliasIsReplacedAndRemoved() {
        assertEquals(
                SHARED.replace("*cols", "{x: utf8}"),
                shared.set("b", "columns", "{x: utf8}").text());
        assertEquals(
                SHARED.replace("    columns: *cols\n", ""), shared.unset("b", "columns").text());
        assertEquals(
                BLOCK.replace("*cols   #", "{x: utf8}   #"),
                block.set("b", "columns", "{x: utf8}").text());
    }

    @Test
    void whatIsChangedInsideAnAliasIsChangedOnlyThere() {
        assertEquals(
                SHARED.replace("*cols", "{id: int64, qty: int32}"),
                shared.set("b", "columns.qty", "int32").text());
        assertEquals(BLOCK.replace("*cols", "{id: int64}"), block.unset("b", "columns.qty").text());
        assertEquals(
                BLOCK.replace("*both", "[a, b, b.errors]"),
                block.connect("b.errors", "d", "input").text());
        assertEquals(BLOCK.replace("*both", "[b]"), block.disconnect("a", "d", "input").text());
        assertEquals(
                BLOCK.replace("*cols", "{number: int64, qty: int32}"),
                block.renameKey("b", SettingPath.of("columns", "id"), "number").text());
    }

    @Test
    void whatIsSharedIsChangedForAll() {
        assertEquals(
                SHARED.replace("{id: int64}", "{id: int64, qty: int32}"),
                shared.set("a", "columns.qty", "int32").text());
        assertEquals(
                SHARED.replace("{id: int64}", "{x: utf8}"),
                shared.set("a", "columns", "{x: utf8}").text());
        assertEquals(
                BLOCK.replace("   # pieces\n", "   # pieces\n      price: int32\n"),
                block.set("a", "columns.price", "int32").text());
        assertEquals(
                BLOCK.replace("- b\n", "- b\n    - a.errors\n"),
                block.connect("a.errors", "c", "input").text());
        assertEquals(
                BLOCK.replace("&cols   # of both", "&cols {x: utf8}   # of both")
                        .replace("      id: int64\n      qty: int32   # pieces\n", ""),
                block.set("a", "columns", "{x: utf8}").text().replace("   # pieces", ""));
    }

    @Test
    void anAnchorThatOthersUseIsNotRemoved() {
        var refusal = assertThrows(IllegalStateException.class, () -> shared.unset("a", "columns"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no anchor &cols"));
        assertThrows(IllegalStateException.class, () -> shared.removeProcessor("a"));
        assertEquals(
                SHARED.replace("columns: &cols {id: int64}", "columns: &cols {id: int64}, rows: 1"),
                shared.set("a", "rows", "1").text());
        assertEquals(
                "flow: shared\nprocessors:\n"
                        + "  a: {type: csv-files, path: a.csv, columns: &cols {id: int64}}\n",
                shared.removeProcessor("b").text());
    }

    @Test
    void singleValuesMayBeShared() {
        String text =
                "processors:\n  a: {type: filter, where: &w 'x > 1'}\n"
                        + "  b: {type: filter, where: *w, limit: &n }\n";
        var flow = FlowText.of(text);
        assertEquals(text.replace("'x > 1'", "y"), flow.set("a", "where", "y").text());
        assertEquals(text.replace("*w", "y"), flow.set("b", "where", "y").text());
        assertEquals(text.replace("&n }", "&n 5 }"), flow.set("b", "limit", "5").text());
        assertEquals(
                text.replace("*w", "['x > 1', y]"),
                flow.append("b", SettingPath.of("where"), "y").text());
    }

    @Test
    void sharedWiresAreRenamedOnce() {
        String renamed = block.renameProcessor("a", "orders").text();
        assertEquals(
                BLOCK.replace(
                                "  a:\n    type: csv-files\n",
                                "  orders:\n    type: csv-files\n    was: [a]\n")
                        .replace("- a\n", "- orders\n"),
                renamed);
        String text =
                "processors:\n  a: {type: x}\n  b: {type: y, from: &f a}\n  c: {type: y, from: *f}\n";
        assertEquals(
                text.replace("a: {type: x}", "z: {type: x, was: [a]}").replace("&f a", "&f z"),
                FlowText.of(text).renameProcessor("a", "z").text());
    }

    @Test
    void aNameWithoutAValueGetsOne() {
        String text = "processors:\n  a: {type: x, flags: {fast, safe: true}}\n";
        assertEquals(
                text.replace("fast,", "fast: false,"),
                FlowText.of(text).set("a", "flags.fast", "false").text());
    }
}
