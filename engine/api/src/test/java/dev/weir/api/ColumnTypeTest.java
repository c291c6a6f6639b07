package dev.weir.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColumnTypeTest {

    @Test
    void readsNestedTypes() {
        String type = "struct<a: list<map<utf8,decimal(10,2)>>, b: timestamp(UTC)>";
        assertEquals(type, ColumnType.parse(type).toString());
        String deep = "list<".repeat(31) + "utf8" + ">".repeat(31);
        assertEquals(deep, ColumnType.parse(deep).toString());
    }

    @Test
    void saysWhereATypeIsTooDeep() {
        for (String open : new String[] {"list<     ", "struct<a: ", "map<utf8, "}) {
            var wrong =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> ColumnType.parse(open.repeat(20_000)));
            String message = String.valueOf(wrong.getMessage());
            assertTrue(
                    message.startsWith("a type is nested more than 32 deep at character 3"),
                    message);
        }
    }

    @Test
    void repeatsNoEndlessText() {
        String endless = "utf8 " + "x".repeat(100_000);
        var wrong = assertThrows(IllegalArgumentException.class, () -> ColumnType.parse(endless));
        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.length() < 300, message.length() + " characters");
        assertTrue(message.endsWith("… is not a type: expected the end at character 6"), message);
        var unknown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ColumnType.parse("x".repeat(100_000)));
        assertTrue(String.valueOf(unknown.getMessage()).length() < 500);
    }
}
