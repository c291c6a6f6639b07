package dev.weir.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever is edited, nothing else changes: not what other processors say, not a comment. */
final class RandomEditsTest {

    private static final String START =
            """
            # top
            flow: random   # name
            format: 1
            tags: [a, b]

            processors:
              # about a
              a:
                type: rows
                path: "x: y"   # quoted
                columns:
                  # first
                  id: int64
                  price: decimal(10,2)   # money

              # about b
              b:
                type: keep
                from: [a, a.errors]
                where: |
                  id > 1
                  and price < 5
                checks:
                - not-null: id
                  # bounds
                - between: {column: price, min: 0}
              c: {type: rows, from: b, path: '${param:out}/c'}   # inline

            # the tests
            tests:
              one:
                given:
                  a: [{id: 1}]
                expect: {b: []}
            """;

    private static final List<String> VALUES =
            List.of(
                    "1",
                    "NO",
                    "010",
                    "'a: b'",
                    "\"x\\ty\"",
                    "[a, {b: c}]",
                    "{k: v, l: [1]}",
                    "k: v\nl:\n  - m",
                    "|\n  some\n    text",
                    "|-\n  some\n\n  text ",
                    "|+\n  kept\n\n\n",
                    "|2-\n    deep\n  text\n   ",
                    "a > 1 and b = 'x'");

    private static final List<String> PATHS =
            List.of(
                    "path",
                    "where",
                    "columns.id",
                    "columns.new",
                    "checks[0]",
                    "checks[0].not-null",
                    "checks[1].between.min",
                    "deep.er.still",
                    "list[0]",
                    "list[1]");

    @Test
    void editsKeepEverythingElse() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var flow = FlowText.of(seed % 2 == 0 ? START : START.replace("\n", "\r\n"));
            for (int i = 0; i < 12; i++) {
                flow = edit(flow, random, "seed " + seed + ", edit " + i);
            }
        }
    }

    /** What others share by aliases is edited where it is edited, and nowhere else. */
    @Test
    void editsOfAliasesKeepEverythingElse() {
        String shared =
                START.replace(
                        "processors:\n",
                        """
                        processors:
                          shared:
                            type: rows
                            columns: &cols   # many
                              id: int64
                              price: int32
                            checks: &checks [not-null: id, {between: &between {min: 0}}]
                            where: &where 'a > 1'
                          d: {type: rows, columns: *cols, checks: *checks}   # both
                          e:
                            type: keep
                            where: *where   # the same
                            columns: *cols
                            checks: &own
                            - not-null: x
                            - between: *between

                        """);
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var flow = FlowText.of(seed % 2 == 0 ? shared : shared.replace("\n", "\r\n"));
            for (int i = 0; i < 12; i++) {
                flow = edit(flow, random, "seed " + seed + ", edit " + i);
            }
        }
    }

    private static FlowText edit(FlowText flow, Random random, String what) {
        var keys = new ArrayList<>(contents(flow, what).keySet());
        int count = keys.size();
        keys.remove("shared");
        String key = keys.isEmpty() ? "" : keys.get(random.nextInt(keys.size()));
        String path = PATHS.get(random.nextInt(PATHS.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return switch (keys.isEmpty() ? 0 : random.nextInt(7)) {
            case 0 -> {
                String fresh = "n" + random.nextInt(1_000_000);
                var added = flow.addProcessor(fresh, "rows", Map.of("path", value));
                same(flow, added, fresh, what);
                comments(flow, added, what);
                yield added;
            }
            case 1 -> {
                if (keys.size() < 2) {
                    yield flow;
                }
                // Readers lose a wire, so that only what the processors say for themselves is kept.
                var removed = flow.removeProcessor(key);
                assertEquals(count - 1, contents(removed, what).size(), what);
                yield removed;
            }
            case 2 -> {
                String fresh = "r" + random.nextInt(1_000_000);
                var renamed = flow.renameProcessor(key, fresh);
                comments(flow, renamed, what);
                assertEquals(count, contents(renamed, what).size(), what);
                yield renamed;
            }
            case 3 -> {
                var connected = flow.connect(key + ".errors", key, "input");
                same(flow, connected, key, what);
                assertEquals(
                        flow.disconnect(key + ".errors", key, "input").text().lines().count(),
                        connected.disconnect(key + ".errors", key, "input").text().lines().count(),
                        what);
                yield connected;
            }
            case 4 -> {
                var unset = flow.unset(key, path);
                same(flow, unset, key, what);
                assertTrue(unset.get(key, path).isEmpty() || path.contains("["), what);
                yield unset;
            }
            default -> set(flow, key, path, value, what);
        };
    }

    private static FlowText set(FlowText flow, String key, String path, String value, String what) {
        FlowText set;
        try {
            set = flow.set(key, path, value);
        } catch (IllegalArgumentException e) {
            // An item behind the end of a list.
            return flow;
        }
        same(flow, set, key, what);
        var whole = SettingPath.of("processors", key).then(SettingPath.parse(path));
        var got = new SettingEdit(set.text()).find(whole).orElseThrow();
        assertEquals(plain(YamlText.parse(value)), plain(got), what + " " + path + "\n" + set);
        return set;
    }

    /** All other processors say what they said. */
    private static void same(FlowText before, FlowText after, String except, String what) {
        var was = new HashMap<>(contents(before, what));
        var is = new HashMap<>(contents(after, what));
        was.remove(except);
        is.remove(except);
        assertEquals(was, is, what + "\n" + before + "\n---\n" + after);
    }

    private static void comments(FlowText before, FlowText after, String what) {
        var comments = after.text().lines().filter(l -> l.contains(" #")).count();
        assertEquals(before.text().lines().filter(l -> l.contains(" #")).count(), comments, what);
    }

    private static Map<String, String> contents(FlowText flow, String what) {
        var parsed = FlowFile.parse(flow.text(), Path.of("random.flow.yaml"));
        assertTrue(
                parsed.problems().stream().noneMatch(p -> p.code().equals("WEIR-1001")),
                () -> what + "\n" + parsed.problems() + "\n" + flow);
        var contents = new TreeMap<String, String>();
        parsed.flow()
                .orElseThrow()
                .processors()
                .forEach((key, node) -> contents.put(key, YamlText.inFlow(node.body())));
        return contents;
    }

    /** A value without the line break that ends a literal. */
    private static String plain(YamlNode value) {
        return YamlText.inFlow(value).replace("\\n\"", "\"");
    }
}
