package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlDocumentTest {

    @Test
    void scalarsStayWhatTheyAre() {
        var map = map("a: NO\nb: 010\nc: 1.10\nd: \"yes\"\ne: ~\nf:\ng: 2026-01-01\n");
        assertEquals(
                List.of("NO", "010", "1.10", "yes", "~", "", "2026-01-01"),
                map.entries().stream().map(e -> ((ScalarNode) e.value()).raw()).toList());
        assertEquals(
                List.of(false, false, false, true, false, false, false),
                map.entries().stream().map(e -> ((ScalarNode) e.value()).quoted()).toList());
        assertEquals(
                List.of(false, false, false, false, true, true, false),
                map.entries().stream().map(e -> ((ScalarNode) e.value()).isNull()).toList());
    }

    @Test
    void everyNodeKnowsItsPlace() {
        String text = "a:\n  - {b: c, d: [e]}   # comment\n  - f\ng: 'h'\n";
        var map = map(text);
        assertEquals("x.yaml:1:1", map.mark().toString());
        var list = (ListNode) map.get("a").orElseThrow();
        assertEquals("x.yaml:2:3", list.mark().toString());
        assertEquals("- {b: c, d: [e]}   # comment\n  - f", slice(text, list));
        assertEquals("{b: c, d: [e]}", slice(text, list.items().getFirst()));
        assertEquals("x.yaml:4:4", map.get("g").orElseThrow().mark().toString());
        assertEquals("'h'", slice(text, map.get("g").orElseThrow()));
    }

    @Test
    void placesAreRightBehindCharactersOfTwoHalves() {
        String text = "a: \"\uD83D\uDE00 x\"   # \uD83D\uDE00\nb: y\n";
        var map = map(text);
        assertEquals("y", slice(text, map.get("b").orElseThrow()));
        assertEquals("x.yaml:2:4", map.get("b").orElseThrow().mark().toString());
    }

    @Test
    void charactersInsideAValueAreFound() {
        assertEquals("1:6", at("v: a b c", "b c"));
        assertEquals("1:9", at("v: 'it''s c'", "s c"));
        assertEquals("1:14", at("v: \"a\\n\\u0041 b\"", " b"));
        assertEquals("3:5", at("v: |\n  a\n    b\n", "b"));
        assertEquals("4:3", at("v: >-\n  a\n\n  b c\n", "b c"));
        assertEquals("2:5", at("v: a\n    b", "b"));
        assertEquals("2:4", at("v: \"a \\\n   b\"", "b"));
        assertEquals("1:4", at("v: abc", "abc"));
    }

    @Test
    void everySyntaxErrorHasItsPlace() {
        assertEquals(
                List.of(
                        "x.yaml:3:4  this is not valid YAML while parsing a flow sequence: expected"
                                + " ',' or ']', but got :"),
                problems("a: [1,\n  2\n  b: c\n"));
        assertEquals(
                List.of(
                        "x.yaml:2:1  this is not valid YAML while scanning for the next token: found"
                                + " character '\\t(TAB)' that cannot start any token. (Do not use"
                                + " \\t(TAB) for indentation)"),
                problems("a:\n\tb: c\n"));
        assertEquals(
                List.of("x.yaml:1:4  there is no anchor &x above this alias"), problems("a: *x\n"));
        assertEquals(
                List.of("x.yaml:1:4  this is not valid YAML: the character U+0007 is not allowed"),
                problems("a: \u0007\n"));
    }

    @Test
    void whatStandsAboveAnErrorIsStillRead() {
        var document = YamlDocument.read("a: 1\nb: {c: 2\nd: [", "x.yaml");
        assertEquals(1, document.problems().size());
        assertEquals(
                "1",
                ((ScalarNode) ((MapNode) document.root().orElseThrow()).get("a").orElseThrow())
                        .raw());
    }

    @Test
    void severalProblemsAreToldAtOnce() {
        assertEquals(
                List.of(
                        "x.yaml:2:1  a: stands here a second time; the first is in line 1",
                        "x.yaml:3:4  the tag tag:yaml.org,2002:int is not allowed; what a value is"
                                + " follows from its place",
                        "x.yaml:4:3  a key must be a single word or text",
                        "x.yaml:7:1  a second document begins here; a file holds one"),
                problems("a: 1\na: 2\nb: !!int 3\n? [c]\n: d\n---\ne: f\n"));
    }

    @Test
    void billionsOfLaughsAreNotLaughedAt() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [".formatted(i, i));
            text.append("*a%d, ".formatted(i - 1).repeat(9)).append("*a%d]\n".formatted(i - 1));
        }
        assertEquals(
                List.of("there are more than 100,000 values, aliases counted"),
                messages(text.toString()));
        assertEquals(
                List.of("values are nested more than 50 deep"),
                messages("[".repeat(200) + "]".repeat(200)));
        assertEquals(List.of("the file is longer than 4 MiB"), messages("a".repeat(5 << 20)));
    }

    @Test
    void aliasesAreWhatTheyStandFor() {
        var map = map("a: &x {b: 1}\nc: *x\n");
        var anchor = (MapNode) map.get("a").orElseThrow();
        var alias = (MapNode) map.get("c").orElseThrow();
        assertEquals(anchor.entries(), alias.entries());
        assertEquals("x.yaml:1:7", anchor.mark().toString());
        assertEquals("x.yaml:2:4", alias.mark().toString());
    }

    @Test
    void anyTextIsReadWithoutAnAccident() {
        var random = new java.util.Random(7);
        String alphabet = "ab: -[]{}#&*!|>'\"%@`,?\n\n  \t~\\$";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(40);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var parsed = FlowFile.parse(text.toString(), java.nio.file.Path.of("x.yaml"));
            assertTrue(parsed.hasErrors(), text::toString);
        }
    }

    private static String at(String text, String part) {
        var scalar = (ScalarNode) map(text).get("v").orElseThrow();
        var mark = scalar.markAt(scalar.raw().indexOf(part));
        return mark.line() + ":" + mark.column();
    }

    private static String slice(String text, YamlNode node) {
        return text.substring(node.span().start(), node.span().end());
    }

    private static MapNode map(String text) {
        var document = YamlDocument.read(text, "x.yaml");
        assertEquals(List.of(), document.problems());
        return (MapNode) document.root().orElseThrow();
    }

    private static List<String> problems(String text) {
        return YamlDocument.read(text, "x.yaml").problems().stream().map(Problem::text).toList();
    }

    private static List<String> messages(String text) {
        return YamlDocument.read(text, "x.yaml").problems().stream().map(Problem::message).toList();
    }
}
