package dev.weir.core.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CodesTest {
    private static final Pattern CODE = Pattern.compile("\"(WEIR-[0-9]{4})\"");

    @Test
    void everyCodeInUseHasAPageAndEveryPageIsOfACodeInUse() throws IOException {
        var pages = Codes.all().stream().map(Codes.Page::code).toList();
        var undocumented = new TreeSet<>(used());
        undocumented.removeAll(pages);
        assertEquals(Set.of(), undocumented, "codes without a page in codes.md");
        var unused = new TreeSet<>(pages);
        unused.removeAll(used());
        assertEquals(Set.of(), unused, "pages of codes that nothing uses");
        assertEquals(pages.size(), Set.copyOf(pages).size(), "a code has two pages");
    }

    @Test
    void aPageSaysWhatIsWrongAndWhatToDo() {
        var page = Codes.find("WEIR-1002").orElseThrow();
        assertEquals("A key stands twice", page.title());
        assertEquals(
                "A map has the same key twice, so that one of the values would be lost without a"
                        + " word.",
                page.explanation());
        assertEquals("remove one of them, or rename it.", page.remedy());
        for (var each : Codes.all()) {
            assertFalse(each.explanation().isBlank() || each.remedy().isBlank(), each.code());
        }
    }

    /** All codes in the sources of the engine and the built-in processors. */
    private static SortedSet<String> used() throws IOException {
        var codes = new TreeSet<String>();
        for (String part : new String[] {"engine", "processors"}) {
            try (var files = Files.walk(Path.of("..", "..", part))) {
                for (Path file : files.filter(CodesTest::isSource).toList()) {
                    CODE.matcher(Files.readString(file))
                            .results()
                            .forEach(m -> codes.add(m.group(1)));
                }
            }
        }
        return codes;
    }

    private static boolean isSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("/src/main/");
    }
}
