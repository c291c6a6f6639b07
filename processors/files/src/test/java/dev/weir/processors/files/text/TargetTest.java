package dev.weir.processors.files.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetTest {

    @Test
    void everyTableHasANameOfItsOwnThatEverySystemTakes() {
        assertEquals("/o/public.orders.csv", file("public.orders"));
        assertEquals("/o/Order Details.csv", file("Order Details"));
        assertEquals("/o/Straße_1-a.csv", file("Straße_1-a"));
        assertEquals("/o/public.a%24b.csv", file("public.a$b"));
        assertEquals("/o/public.a%2Bb.csv", file("public.a+b"));
        assertEquals("/o/100%25.csv", file("100%"));
        assertEquals("/o/%2E.%2Fevil.csv", file("../evil"));
        assertEquals("/o/a%22%2A%3A%3C%3E%3F%5C%7C%0A.csv", file("a\"*:<>?\\|\n"));
        assertEquals("/o/%20a%20.csv", file(" a "));
        assertEquals("/o/a%2E.csv", file("a."));
        assertEquals("/o/%63on.csv", file("con"));
        assertEquals("/o/%4CPT1.x.csv", file("LPT1.x"));
        assertEquals("/o/console.csv", file("console"));
        assertEquals("/o/%.csv", file(""));
        assertEquals("/o/_.csv", file("_"));
    }

    @Test
    void knowsItsFiles() {
        var folder = Target.of("/o/[a]/{_table}/x", List.of("csv"));
        assertEquals("/o/[a]/", folder.folder());
        assertEquals(3, folder.depth());
        assertTrue(folder.files().test("/o/[a]/t/x/part-00000.csv"));
        assertFalse(folder.files().test("/o/a/t/x/part-00000.csv"));
        assertFalse(folder.files().test("/o/[a]/t/x/y/part-00000.csv"));
        assertTrue(folder.deep().files().test("/o/[a]/t/x/y=1/part-00000.csv"));

        var file = Target.of("/o/a.csv", List.of("csv"));
        assertEquals("/o/", file.folder());
        assertEquals(1, file.depth());
        assertTrue(file.files().test("/o/a.csv"));
        assertFalse(file.files().test("/o/aXcsv"));
    }

    private static String file(String table) {
        return Target.of("/o/{_table}.csv", List.of("csv")).file(table, 0);
    }
}
